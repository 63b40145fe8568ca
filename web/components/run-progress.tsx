import type { RunInput } from '../../app/contract/run-input.ts'
import type { RunModel } from '../models/run-model.ts'
import { activityText } from '../models/run-sentences.ts'
import { countText, plural } from '../models/wording.ts'
import { ErrorAlert } from './error-alert.tsx'
import { FeedbackField } from './feedback-field.tsx'
import { RaiseLimits } from './raise-limits.tsx'

const connectionTexts = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  ended: 'Ended',
} as const

/** Whether a model writes rewrites that can heed feedback. */
const writes = ({ enhancer = 'rule_based', selfCorrection = 0 }: RunInput): boolean =>
  enhancer !== 'rule_based' || selfCorrection > 0

/** What a run that has not ended is doing, how much of its budget is used, and the button that ends it. */
export function RunProgress({ run }: { readonly run: RunModel }) {
  const view = run.view.value
  const { input, usage, versions } = view
  const comparison = view.selfComparison ?? view.comparison
  if (input === null || view.end !== null) return null
  const rewrites = Math.max(0, versions.length - 1)
  const tokens = usage.inputTokens + usage.outputTokens
  const connection = run.connection.value
  return (
    <div class="card progress">
      <div class="progress-head">
        <p class="activity">{activityText(view)}</p>
        <span class={`connection connection-${connection}`}>{connectionTexts[connection]}</span>
      </div>
      <div class="progress-foot">
        {comparison === null ? (
          <label>
            Rewrite {countText(rewrites)} of {countText(input.limits.iterations)}
            <progress max={input.limits.iterations} value={rewrites} />
          </label>
        ) : (
          <label>
            {countText(comparison.done)} of {plural(comparison.pairs, 'pair', 'pairs')} compared
            <progress max={comparison.pairs} value={comparison.done} />
          </label>
        )}
        <label>
          {countText(tokens)} of {countText(input.limits.maxTokens)} tokens
          <progress max={input.limits.maxTokens} value={tokens} />
        </label>
        <button
          type="button"
          class="button"
          aria-disabled={run.isSteering.value}
          onClick={() => void run.steer({ action: view.isPaused ? 'continue' : 'pause' })}
        >
          {view.isPaused ? 'Continue' : 'Pause'}
        </button>
        <button type="button" class="button" aria-disabled={run.isCancelling.value} onClick={() => void run.cancel()}>
          {run.isCancelling.value ? 'Cancelling…' : 'Cancel'}
        </button>
      </div>
      {writes(input) && comparison === null && <FeedbackField run={run} />}
      {comparison === null && <RaiseLimits run={run} limits={input.limits} />}
      {run.steerError.value !== null && (
        <ErrorAlert title="The run could not be steered." error={run.steerError.value} />
      )}
      {run.cancelError.value !== null && (
        <ErrorAlert title="The run could not be cancelled." error={run.cancelError.value} />
      )}
      {run.error.value !== null && (
        <ErrorAlert title="New steps cannot be read right now; the page keeps trying." error={run.error.value} />
      )}
    </div>
  )
}
