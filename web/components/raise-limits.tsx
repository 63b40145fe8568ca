import { useState } from 'preact/hooks'
import type { RunLimits } from '../../app/contract/run-input.ts'
import { limits as bounds } from '../models/compose-rules.ts'
import type { RunModel } from '../models/run-model.ts'
import { countText } from '../models/wording.ts'
import { FieldError } from './field-error.tsx'

const fields = [
  { name: 'iterations', label: 'Rewrites to try', step: 1 },
  { name: 'maxTokens', label: 'Token budget', step: 1_000 },
] as const

/** Lets a run go further than it was started for. Limits are never lowered: what is spent is spent, and cancelling ends a run. */
export function RaiseLimits({ run, limits }: { readonly run: RunModel; readonly limits: RunLimits }) {
  const [typed, setTyped] = useState<Partial<Record<(typeof fields)[number]['name'], string>>>({})
  const [isOpen, setIsOpen] = useState(false)
  const typedOf = (name: (typeof fields)[number]['name']) => typed[name] ?? String(limits[name])
  const errorOf = (name: (typeof fields)[number]['name']) => {
    const value = Number(typedOf(name))
    const { maximum } = bounds[name]
    return Number.isInteger(value) && value >= limits[name] && value <= maximum
      ? undefined
      : `Enter a whole number from ${countText(limits[name])} to ${countText(maximum)}.`
  }
  const isRaised = fields.some(({ name }) => Number(typedOf(name)) > limits[name])
  const isRight = fields.every(({ name }) => errorOf(name) === undefined)
  const send = async (event: Event) => {
    event.preventDefault()
    if (!isRaised || !isRight) return
    const raised = { iterations: Number(typedOf('iterations')), maxTokens: Number(typedOf('maxTokens')) }
    if (!(await run.steer({ action: 'raise', limits: raised }))) return
    setTyped({})
    setIsOpen(false)
  }
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>Raise the limits</summary>
      <form class="raise-limits" noValidate onSubmit={(event) => void send(event)}>
        {fields.map(({ name, label, step }) => (
          <div class="field" key={name}>
            <label for={`raise-${name}`}>{label}</label>
            <input
              id={`raise-${name}`}
              type="number"
              inputMode="numeric"
              min={limits[name]}
              max={bounds[name].maximum}
              step={step}
              value={typedOf(name)}
              aria-invalid={errorOf(name) !== undefined}
              aria-describedby={`raise-${name}-error`}
              onInput={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
            />
            <FieldError id={`raise-${name}-error`} message={errorOf(name)} />
          </div>
        ))}
        <button type="submit" class="button" aria-disabled={!isRaised || !isRight || run.isSteering.value}>
          Raise
        </button>
      </form>
    </details>
  )
}
