import type { ComposeModel } from '../models/compose-model.ts'
import { writingOf } from '../models/compose-request.ts'
import { parseInputs } from '../models/test-inputs.ts'
import { countText, plural } from '../models/wording.ts'
import { FieldError } from './field-error.tsx'
import { NumberField } from './number-field.tsx'
import { OptionGroup } from './option-group.tsx'

/** What the prompt will be used on. */
export function TestInputsField({ form }: { readonly form: ComposeModel }) {
  const { inputs } = form.draft.value
  const { inputs: error, generateInputs: countError } = form.errors.value
  const count = parseInputs(inputs).length
  const generated = writingOf(form.settled.value).generateInputs ?? 0
  const now = [
    ...(count > 0 || generated === 0 ? [count === 0 ? 'none' : plural(count, 'input', 'inputs')] : []),
    ...(generated > 0 ? [`${countText(generated)} by a model`] : []),
  ].join(' · ')
  return (
    <OptionGroup title="Test inputs" now={now} isWrong={error !== undefined || countError !== undefined}>
      <div class="field">
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
          One after the other, with a line of three dashes between them. A line that begins with =&gt; says what a right
          answer is. An input stands where the prompt says {'{{input}}'}, or after it. From 6 inputs on, every third is
          kept for the comparison at the end.
        </p>
        <FieldError id="inputs-error" message={error} />
      </div>
      {form.parts.value.writer.chosen !== null && (
        <NumberField
          form={form}
          name="generateInputs"
          label="Inputs that a model writes"
          hint="Where you have none, or few: it makes them up from your prompt before the run begins. 0: none."
        />
      )}
    </OptionGroup>
  )
}
