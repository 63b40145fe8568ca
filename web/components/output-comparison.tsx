import type { VersionView } from '../models/run-view.ts'
import { finishText } from '../models/wording.ts'

function Answer({ title, output }: { readonly title: string; readonly output: VersionView['output'] }) {
  return (
    <section class="answer">
      <h3>{title}</h3>
      {output === null ? <p class="muted">Not asked yet.</p> : <div class="text-block">{output.text || '(empty)'}</div>}
      {output !== null && output.finishReason !== 'stop' && <p class="fine-print">{finishText(output.finishReason)}</p>}
    </section>
  )
}

/** What the model answered to the author's own prompt, and to the best version, side by side. */
export function OutputComparison({ original, best }: { readonly original: VersionView; readonly best: VersionView }) {
  return (
    <div class="answers">
      <Answer title="Answer to your prompt" output={original.output} />
      {best.version !== original.version && <Answer title={`Answer to version ${best.version}`} output={best.output} />}
    </div>
  )
}
