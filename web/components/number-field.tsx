import type { ComposeModel } from '../models/compose-model.ts'
import { limits } from '../models/compose-rules.ts'
import { FieldError } from './field-error.tsx'

export interface NumberFieldProps {
  readonly form: ComposeModel
  readonly name: Exclude<keyof typeof limits, 'prompt'>
  readonly label: string
  readonly hint: string
  readonly step?: number | 'any'
}

/** A number of the form, with its bounds. */
export function NumberField({ form, name, label, hint, step = 1 }: NumberFieldProps) {
  const error = form.errors.value[name]
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        type="number"
        inputMode={step === 'any' || step < 1 ? 'decimal' : 'numeric'}
        min={limits[name].minimum}
        max={limits[name].maximum}
        step={step}
        value={form.draft.value[name]}
        aria-invalid={error !== undefined}
        aria-describedby={`${name}-hint ${name}-error`}
        onInput={(event) => form.set(name, event.currentTarget.value)}
        onBlur={() => form.leave(name)}
      />
      <p class="field-hint" id={`${name}-hint`}>
        {hint}
      </p>
      <FieldError id={`${name}-error`} message={error} />
    </div>
  )
}
