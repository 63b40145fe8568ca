import { homeHash } from '../models/route.ts'
import { costSoFar } from '../models/run-cost.ts'
import { statusText } from '../models/run-sentences.ts'
import type { RunView } from '../models/run-view.ts'
import { countText, dateText, modelText, plural, usdText } from '../models/wording.ts'
import { StatusBadge } from './status-badge.tsx'

/** Longest title, in characters; the whole prompt stands below. */
const titleLength = 90

export function titleOf(prompt: string): string {
  const line = prompt.trim().replaceAll(/\s+/g, ' ')
  if (line.length <= titleLength) return line
  const cut = line.lastIndexOf(' ', titleLength)
  return `${line.slice(0, cut > 0 ? cut : titleLength)}…`
}

function costText({ input, usageByModel }: RunView): string {
  if (input?.simulated) return 'cost n/a'
  const usd = costSoFar(usageByModel, input?.prices)
  return usd === null ? 'cost not known' : `cost ${usdText(usd)}`
}

interface Props {
  readonly view: RunView
  /** What stands in place of the prompt while it is not known. */
  readonly placeholder: string
}

/** Which run this is: the prompt, the status, and what it was started with. */
export function RunHeader({ view, placeholder }: Props) {
  const { input, startedAt, usage } = view
  return (
    <header class="run-header">
      <p class="breadcrumb">
        <a href={homeHash}>
          <span aria-hidden="true">←</span> All runs
        </a>
      </p>
      {/* One heading for loading and loaded, so that the focus set on it is not lost in between. */}
      <h1 tabIndex={-1}>{input === null ? placeholder : titleOf(input.prompt)}</h1>
      {input !== null && (
        <ul class="facts">
          <li>
            <StatusBadge status={statusText(view)} />
          </li>
          <li>{modelText(input.models.target)}</li>
          {startedAt !== null && (
            <li>
              <time dateTime={startedAt}>{dateText(startedAt)}</time>
            </li>
          )}
          {(input.enhancer ?? 'rule_based') !== 'rule_based' && (
            <li>rewritten by {modelText(input.models.enhancer ?? input.models.target)}</li>
          )}
          {input.evaluator === 'llm_judge' && <li>judged by {modelText(input.models.judge ?? input.models.target)}</li>}
          <li>temperature {input.temperature}</li>
          <li>at most {plural(input.limits.iterations, 'rewrite', 'rewrites')}</li>
          {(input.limits.comparisons ?? 0) > 0 && (
            <li>{plural(input.limits.comparisons ?? 0, 'comparison', 'comparisons')} at the end</li>
          )}
          {view.end !== null && <li>{countText(usage.inputTokens + usage.outputTokens)} tokens used</li>}
          {view.end !== null && <li>{costText(view)}</li>}
        </ul>
      )}
    </header>
  )
}
