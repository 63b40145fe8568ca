import { Fragment } from 'preact'
import type { Steering } from '../../app/contract/steering.ts'
import { activityText } from '../models/run-sentences.ts'
import { type RunView, versionOf } from '../models/run-view.ts'
import { timeText } from '../models/wording.ts'
import { VersionCard } from './version-card.tsx'

function Resumptions({ view, after }: { readonly view: RunView; readonly after: number }) {
  return view.resumptions
    .filter(({ afterVersions }) => afterVersions === after)
    .map(({ seq, reason }) => (
      <li key={seq} class="step step-note">
        <p>
          <strong>Resumed.</strong> {reason}
        </p>
      </li>
    ))
}

function Notes({ view, after }: { readonly view: RunView; readonly after: number }) {
  return view.notes
    .filter(({ afterVersions }) => afterVersions === after)
    .map(({ seq, kind, at, text }) => (
      <li key={seq} class={kind === 'refused' ? 'step step-note' : 'step step-steered'}>
        <p>{text}</p>
        <time class="fine-print" dateTime={at}>
          {timeText(at)}
        </time>
      </li>
    ))
}

interface Props {
  readonly view: RunView
  readonly onSteer: (steering: Steering) => void
}

/** How the run got where it is, version by version, oldest first. */
export function VersionSteps({ view, onSteer }: Props) {
  const activity = activityText(view)
  const last = view.versions.length - 1
  const isSearching = view.end === null && view.comparison === null && view.selfComparison === null
  return (
    <section class="steps" aria-labelledby="steps-heading">
      <h2 id="steps-heading">Step by step</h2>
      {view.versions.length === 0 && view.end === null && (
        <p class="muted">The first step appears here as soon as the run has its turn.</p>
      )}
      <ol class="step-list">
        <Notes view={view} after={0} />
        <Resumptions view={view} after={0} />
        {view.versions.map((version, index) => (
          <Fragment key={version.version}>
            <VersionCard
              version={version}
              parent={versionOf(view, version.parent)}
              writer={view.requested[version.by?.callId ?? ''] ?? null}
              inputs={view.inputs}
              isPinned={view.pinned === version.version}
              isBanned={view.banned.includes(version.version)}
              onSteer={isSearching ? onSteer : undefined}
              activity={index === last ? activity : null}
            />
            <Notes view={view} after={index + 1} />
            <Resumptions view={view} after={index + 1} />
          </Fragment>
        ))}
      </ol>
    </section>
  )
}
