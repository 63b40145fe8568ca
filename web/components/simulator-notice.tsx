import { simulatorName } from '../models/wording.ts'

/** Stands wherever the simulator answers, so that nobody takes its scores for those of a language model. */
export function SimulatorNotice() {
  return (
    <div class="notice notice-simulated">
      <p>
        <strong>{simulatorName}.</strong> Fixed rules answer here, so you see how MPLA works, but the scores say nothing
        about a real model. To use one, the operator sets <code>OPENAI_API_KEY</code> or <code>GEMINI_API_KEY</code>.
      </p>
    </div>
  )
}
