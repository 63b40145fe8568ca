import { useModel } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { homeHash } from '../models/route.ts'
import type { RunModel } from '../models/run-model.ts'
import { newsText, statusText } from '../models/run-sentences.ts'
import type { RunEnd } from '../models/run-view.ts'
import { DiagnosisPanel } from './diagnosis-panel.tsx'
import { ErrorAlert } from './error-alert.tsx'
import { ExportLinks } from './export-links.tsx'
import { LiveRegion } from './live-region.tsx'
import { OfferedLessons } from './offered-lessons.tsx'
import type { RefineAgain } from './refine-again.ts'
import { ResultPanel } from './result-panel.tsx'
import { RunHeader, titleOf } from './run-header.tsx'
import { RunProgress } from './run-progress.tsx'
import { SimulatorNotice } from './simulator-notice.tsx'
import { VersionSteps } from './version-steps.tsx'

interface Props {
  readonly id: string
  /** Opens the run; called once. */
  readonly open: () => RunModel
  readonly copy: (text: string) => Promise<boolean>
  readonly onRefineAgain: RefineAgain
  readonly onTitle: (title: string) => void
}

/** Before the first event: loading, or the reason why nothing can be shown. */
function NothingYet({ run }: { readonly run: RunModel }) {
  const error = run.error.value
  if (error === null) return <div class="skeleton skeleton-tall" aria-busy="true" />
  return (
    <>
      <ErrorAlert title="The run cannot be shown." error={error} />
      {run.connection.value === 'ended' ? (
        <p>
          <a href={homeHash}>Start a new refinement, or open another run</a>
        </p>
      ) : (
        <p class="muted">Trying again…</p>
      )}
    </>
  )
}

function Failure({ end }: { readonly end: Extract<RunEnd, { status: 'failed' }> }) {
  return (
    <div class="notice notice-error" role="alert">
      <p>
        <strong>The run failed.</strong> {end.message} <code>{end.code}</code>
      </p>
      <p>What was scored before is kept. “Refine this again” starts from it.</p>
    </div>
  )
}

/** One run: live while it lasts, its result when it has ended. */
export function RunPage({ id, open, copy, onRefineAgain, onTitle }: Props) {
  const run = useModel(open)
  const view = run.view.value
  const { input, end } = view
  const title = input === null ? 'Run' : `${statusText(view)}: ${titleOf(input.prompt)}`
  useEffect(() => onTitle(title), [title, onTitle])
  const placeholder = run.error.value?.status === 404 ? 'There is no such run' : 'Opening the run…'
  return (
    <article class={view.isPaused && end === null ? 'run run-paused' : 'run'}>
      <RunHeader view={view} placeholder={placeholder} />
      {input === null && <NothingYet run={run} />}
      {input?.simulated && <SimulatorNotice />}
      {end?.status === 'failed' && <Failure end={end} />}
      <RunProgress run={run} />
      {input !== null && <OfferedLessons input={input} />}
      {input !== null && (
        <div class="columns columns-run">
          <div class="result-column">
            <ResultPanel view={view} input={input} copy={copy} onRefineAgain={onRefineAgain} />
            <DiagnosisPanel diagnosis={run.diagnosis.value} input={input} onRefineAgain={onRefineAgain} />
          </div>
          <VersionSteps view={view} onSteer={(steering) => void run.steer(steering)} />
        </div>
      )}
      {end !== null && <ExportLinks id={id} />}
      <LiveRegion news={newsText(view)} />
    </article>
  )
}
