import type { PreflightState } from '../models/preflight-model.ts'
import { preflightText } from '../models/preflight-sentences.ts'

interface Props {
  readonly state: PreflightState
  readonly isSimulated: boolean
}

/** What the run would get for its limits, and what would spoil it. Said politely: it changes while one types. */
export function PreflightNote({ state, isSimulated }: Props) {
  return (
    <div class="fine-print preflight" aria-live="polite">
      {state !== null && 'problem' in state && <p>{state.problem}</p>}
      {state !== null && 'told' in state && (
        <>
          <p>{preflightText(state.told, isSimulated)}</p>
          {state.told.warnings.length > 0 && (
            <ul>
              {state.told.warnings.map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  )
}
