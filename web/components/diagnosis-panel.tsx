import type { Diagnosis } from '../../app/contract/diagnosis.ts'
import type { RunInput } from '../../app/contract/run-input.ts'
import { changedDraft, changeText } from '../models/run-draft.ts'
import type { RefineAgain } from './refine-again.ts'

interface Props {
  readonly diagnosis: readonly Diagnosis[]
  readonly input: RunInput
  readonly onRefineAgain: RefineAgain
}

/** Why the run came to no more, and what to change in the next one, which a button fills in. */
export function DiagnosisPanel({ diagnosis, input, onRefineAgain }: Props) {
  if (diagnosis.length === 0) return null
  const begin = (change: Diagnosis['change'] = {}) => onRefineAgain(changedDraft(input, change), input.checks ?? [])
  return (
    <section class="card diagnosis" aria-labelledby="diagnosis-heading">
      <h2 id="diagnosis-heading">Why it came to no more</h2>
      <ul>
        {diagnosis.map(({ code, finding, suggestion, change }) => (
          <li key={code}>
            <p>{finding}</p>
            <p class="muted">{suggestion}</p>
            {change !== undefined && (
              <button type="button" class="button button-small" onClick={() => begin(change)}>
                Set up a run with {changeText(change)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {diagnosis.every(({ change }) => change === undefined) && (
        <div class="actions">
          <button type="button" class="button button-small" onClick={() => begin()}>
            Set up a run with these settings, to change them
          </button>
        </div>
      )}
    </section>
  )
}
