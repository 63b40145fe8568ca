import type { ComposeModel } from '../models/compose-model.ts'
import { limits } from '../models/compose-rules.ts'
import { FieldError } from './field-error.tsx'

const enhancers = [
  { value: 'rule_based', label: 'Rules', hint: 'Costs no call. Mends form: role, context, format, length.' },
  { value: 'llm_assisted', label: 'A model improves it', hint: 'The model reads what failed and mends the prompt.' },
  {
    value: 'architect',
    label: 'A model writes it anew',
    hint: 'From the task, the answers and lessons of earlier runs.',
  },
] as const

/** Who proposes rewrites. The simulator writes none, so with it there is only the first choice. */
export function EnhancerFields({ form }: { readonly form: ComposeModel }) {
  const { enhancer, selfCorrection } = form.draft.value
  const canWrite = form.target.value?.simulated === false
  const chosen = enhancers.find(({ value }) => canWrite && value === enhancer) ?? enhancers[0]
  const error = form.errors.value.selfCorrection
  return (
    <div class="limits-fields">
      <div class="field">
        <label for="enhancer">Who rewrites the prompt</label>
        <select
          id="enhancer"
          value={chosen.value}
          disabled={!canWrite}
          aria-describedby="enhancer-hint"
          onChange={(event) => form.set('enhancer', event.currentTarget.value)}
        >
          {enhancers.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <p class="field-hint" id="enhancer-hint">
          {canWrite ? chosen.hint : 'The simulator writes no prompts; choose a language model for the other ways.'}
        </p>
      </div>
      {canWrite && (
        <div class="field">
          <label for="selfCorrection">Rounds of self-correction</label>
          <input
            id="selfCorrection"
            type="number"
            inputMode="numeric"
            min={limits.selfCorrection.minimum}
            max={limits.selfCorrection.maximum}
            step={1}
            value={selfCorrection}
            aria-invalid={error !== undefined}
            aria-describedby="selfCorrection-hint selfCorrection-error"
            onInput={(event) => form.set('selfCorrection', event.currentTarget.value)}
            onBlur={() => form.leave('selfCorrection')}
          />
          <p class="field-hint" id="selfCorrection-hint">
            The model names flaws of the answers and revises the prompt; kept only when it scores higher.
          </p>
          <FieldError id="selfCorrection-error" message={error} />
        </div>
      )}
    </div>
  )
}
