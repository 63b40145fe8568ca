import type { ComposeModel } from '../models/compose-model.ts'
import { limits } from '../models/compose-rules.ts'
import { countText } from '../models/wording.ts'
import { FieldError } from './field-error.tsx'

/** The prompt to refine, with its length in the server's count. */
export function PromptField({ form }: { readonly form: ComposeModel }) {
  const error = form.errors.value.prompt
  const isTooLong = form.characters.value > limits.prompt.maximum
  return (
    <div class="field">
      <label for="prompt">Your prompt</label>
      <textarea
        id="prompt"
        class="prompt-input"
        rows={9}
        value={form.draft.value.prompt}
        placeholder="For example: Write a product description of our new noise-cancelling headphones."
        aria-invalid={error !== undefined}
        aria-describedby="prompt-error prompt-count"
        onInput={(event) => form.set('prompt', event.currentTarget.value)}
        onBlur={() => form.draft.value.prompt !== '' && form.leave('prompt')}
      />
      <div class="field-foot">
        <FieldError id="prompt-error" message={error} />
        <p id="prompt-count" class={isTooLong ? 'counter counter-over' : 'counter'}>
          {countText(form.characters.value)} of {countText(limits.prompt.maximum)} characters
        </p>
      </div>
    </div>
  )
}
