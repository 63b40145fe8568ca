import { Fragment } from 'preact'
import type { RefinementSummary, SearchMatch } from '../../app/contract/refinements.ts'
import { runHash } from '../models/route.ts'
import { dateText, labelText, modelText, scorePair } from '../models/wording.ts'
import { StatusBadge, type StatusWord } from './status-badge.tsx'

function Scores({ run }: { readonly run: RefinementSummary }) {
  const { originalScore, bestScore } = run
  if (originalScore === null || bestScore === null) return null
  const [before, after] = scorePair(originalScore, bestScore)
  return bestScore > originalScore ? (
    <span class="past-run-scores">
      {before} <span aria-hidden="true">→</span>
      <span class="visually-hidden">to</span> <strong>{after}</strong>
    </span>
  ) : (
    <span class="past-run-scores">{before}, not bettered</span>
  )
}

/** The part of a text where the words that were looked for stand. */
function Found({ match: { start, text, ranges } }: { readonly match: SearchMatch }) {
  const ends = [0, ...ranges.map(({ end }) => end)]
  return (
    <>
      {start > 0 && '…'}
      {ranges.map((range, index) => (
        <Fragment key={range.start}>
          {text.slice(ends[index], range.start)}
          <mark>{text.slice(range.start, range.end)}</mark>
        </Fragment>
      ))}
      {text.slice(ends.at(-1))}
    </>
  )
}

/** One run in the list; the whole row opens it. */
export function PastRun({ run }: { readonly run: RefinementSummary }) {
  const match = run.matches?.[0]
  return (
    <li>
      <a class="past-run" href={runHash(run.id)}>
        <span class="past-run-head">
          {/* Status words are the labels of the statuses, one by one. */}
          <StatusBadge status={labelText(run.status) as StatusWord} />
          <Scores run={run} />
        </span>
        <span class="past-run-excerpt">{match === undefined ? run.promptExcerpt : <Found match={match} />}</span>
        <span class="past-run-facts">
          <time dateTime={run.createdAt}>{dateText(run.createdAt)}</time>
          <span>{modelText(run.targetModel)}</span>
          {run.importedFrom !== undefined && <span>imported</span>}
        </span>
      </a>
    </li>
  )
}
