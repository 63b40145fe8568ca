import type { AuthorCheck } from '../../app/contract/author-checks.ts'
import type { CheckDescription, CheckParameter } from '../../app/contract/checks-trial.ts'

/** What a person typed for each parameter, as typed; a flag is `true` or `false`. */
export type TypedValues = Readonly<Record<string, string>>

type Read = { readonly value: unknown } | { readonly error: string } | null

/** The value that was typed; null where nothing was, so that the server takes its default. */
function read({ kind, minimum, maximum }: CheckParameter, typed: string): Read {
  if (typed === '') return null
  switch (kind) {
    case 'integer':
    case 'number': {
      const value = Number(typed)
      const fits = typed.trim() !== '' && value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity)
      if (fits && (kind === 'number' || Number.isInteger(value))) return { value }
      return { error: `Enter a ${kind === 'integer' ? 'whole ' : ''}number from ${minimum} to ${maximum}.` }
    }
    case 'flag':
      return { value: typed === 'true' }
    case 'texts': {
      const value = typed.split('\n').filter((line) => line.trim() !== '')
      return value.length === 0 ? null : { value }
    }
    case 'json':
      try {
        return { value: JSON.parse(typed) }
      } catch {
        return { error: 'Enter JSON, such as {"type": "object"} or "text".' }
      }
    default:
      return { value: typed }
  }
}

/** What is wrong with what was typed, by the name of the parameter; empty when nothing is. */
export function valueErrors({ parameters }: CheckDescription, typed: TypedValues): Readonly<Record<string, string>> {
  const wrong = parameters.flatMap((parameter): [string, string][] => {
    const found = read(parameter, typed[parameter.name] ?? '')
    if (found === null) return parameter.required ? [[parameter.name, 'Fill this in.']] : []
    return 'error' in found ? [[parameter.name, found.error]] : []
  })
  return Object.fromEntries(wrong)
}

/** The check as the server takes it, of values without errors. */
export function statedCheck({ check, parameters }: CheckDescription, typed: TypedValues): AuthorCheck {
  const values = parameters.flatMap((parameter): [string, unknown][] => {
    const found = read(parameter, typed[parameter.name] ?? '')
    return found !== null && 'value' in found ? [[parameter.name, found.value]] : []
  })
  return { check, ...Object.fromEntries(values) } as AuthorCheck // made by the server's own description of it
}

/** What the fields of a new check hold: its example. */
export function typedExample({ example, parameters }: CheckDescription): TypedValues {
  const values = new Map(Object.entries(example))
  return Object.fromEntries(
    parameters.map(({ name, kind, default: fallback }) => [name, asTyped(kind, values.get(name) ?? fallback)]),
  )
}

function asTyped(kind: CheckParameter['kind'], value: unknown): string {
  if (value === undefined) return ''
  if (kind === 'texts' && Array.isArray(value)) return value.join('\n')
  return kind === 'json' ? JSON.stringify(value) : String(value)
}
