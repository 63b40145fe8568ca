import { useEffect, useRef } from 'preact/hooks'
import type { ComposeModel } from '../models/compose-model.ts'
import { limits } from '../models/compose-rules.ts'
import { FieldError } from './field-error.tsx'

const fields = [
  {
    name: 'temperature',
    label: 'Temperature',
    hint: '0 answers alike each time, 2 varies most.',
    step: 0.1,
    mode: 'decimal',
  },
  {
    name: 'iterations',
    label: 'Rewrites to try',
    hint: 'The run ends earlier when nothing is left to improve.',
    step: 1,
    mode: 'numeric',
  },
  {
    name: 'maxTokens',
    label: 'Token budget',
    hint: 'For all model calls of the run together.',
    step: 1_000,
    mode: 'numeric',
  },
  {
    name: 'comparisons',
    label: 'Comparisons at the end',
    hint: 'Pairs of fresh answers that show whether the best version is really better: 6 or more, 0 for none.',
    step: 1,
    mode: 'numeric',
  },
  {
    name: 'selfComparisons',
    label: 'Comparisons with itself',
    hint: 'Pairs of fresh answers to your prompt alone: what they differ by is luck. 6 or more; empty: none.',
    step: 1,
    mode: 'numeric',
  },
  {
    name: 'maxCalls',
    label: 'Most calls',
    hint: 'Calls of models, all together. Empty: no limit.',
    step: 1,
    mode: 'numeric',
  },
  {
    name: 'maxCost',
    label: 'Most money, in USD',
    hint: 'Needs models whose price is known. Empty: no limit.',
    step: 'any',
    mode: 'decimal',
  },
] as const

function LimitField({ form, field }: { readonly form: ComposeModel; readonly field: (typeof fields)[number] }) {
  const { name, label, hint, step, mode } = field
  const error = form.errors.value[name]
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        type="number"
        inputMode={mode}
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

/** What bounds a run. Folded away: the defaults suit most prompts. Unfolds by itself when something in it is wrong. */
export function LimitFields({ form }: { readonly form: ComposeModel }) {
  const details = useRef<HTMLDetailsElement>(null)
  const { temperature, iterations, maxTokens } = form.draft.value
  const isWrong = fields.some(({ name }) => form.errors.value[name] !== undefined)
  useEffect(() => {
    if (isWrong && details.current) details.current.open = true
  }, [isWrong])
  return (
    <details class="limits" ref={details}>
      <summary>
        <span>Temperature and limits</span>
        <span class="limits-now">
          {temperature} · {iterations} {iterations === '1' ? 'rewrite' : 'rewrites'} ·{' '}
          {Number(maxTokens).toLocaleString('en')} tokens
        </span>
      </summary>
      <div class="limits-fields">
        {fields.map((field) => (
          <LimitField key={field.name} form={form} field={field} />
        ))}
      </div>
    </details>
  )
}
