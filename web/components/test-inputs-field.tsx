import { useEffect, useRef } from 'preact/hooks'
import type { ComposeModel } from '../models/compose-model.ts'
import { parseInputs } from '../models/test-inputs.ts'
import { plural } from '../models/wording.ts'
import { FieldError } from './field-error.tsx'

/** What the prompt will be used on. Folded away: a prompt that is complete by itself needs none. */
export function TestInputsField({ form }: { readonly form: ComposeModel }) {
  const details = useRef<HTMLDetailsElement>(null)
  const { inputs } = form.draft.value
  const error = form.errors.value.inputs
  const count = parseInputs(inputs).length
  useEffect(() => {
    if (error !== undefined && details.current) details.current.open = true
  }, [error])
  return (
    <details class="limits" ref={details}>
      <summary>
        <span>Test inputs</span>
        <span class="limits-now">{count === 0 ? 'none' : plural(count, 'input', 'inputs')}</span>
      </summary>
      <div class="limits-fields">
        <div class="field field-wide">
          <label for="inputs">What the prompt will be used on</label>
          <textarea
            id="inputs"
            rows={8}
            value={inputs}
            placeholder={'The soup was cold.\n=> bad\n---\nWe will come again.\n=> good'}
            aria-invalid={error !== undefined}
            aria-describedby="inputs-hint inputs-error"
            onInput={(event) => form.set('inputs', event.currentTarget.value)}
            onBlur={() => form.leave('inputs')}
          />
          <p class="field-hint" id="inputs-hint">
            One after the other, with a line of three dashes between them. A line that begins with =&gt; says what a
            right answer is. An input stands where the prompt says {'{{input}}'}, or after it. From 6 inputs on, every
            third is kept for the comparison at the end.
          </p>
          <FieldError id="inputs-error" message={error} />
        </div>
      </div>
    </details>
  )
}
