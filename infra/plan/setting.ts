import { numbersInWords } from './numbers-in-words.ts'
import type { StackKind } from './stack-kind.ts'

/** One setting of the stack: everything the program, its error messages and the generated table know of it. */
export interface Setting<Value> {
  /** One sentence: what it decides. */
  readonly description: string
  /** What a right value looks like, completing "expected …". */
  readonly expected: string
  readonly unit?: string
  /** A right value, used in the line that mends a missing or wrong one. For a secret: a shell expression. */
  readonly example: string
  readonly secret: boolean
  /** Used when the setting is not given. Undefined: none, the program does without. */
  readonly defaults: Readonly<Record<StackKind, Value>>
  /** Kinds of stacks that must give it, and why they must. */
  readonly required?: { readonly kinds: readonly StackKind[]; readonly why: string }
  /** The value, or undefined when `raw` is not a right one. */
  readonly parse: (raw: string) => NonNullable<Value> | undefined
}

/** A unit as it stands after a number: `1 task`, `2 tasks`. */
export const counted = (value: unknown, unit: string): string => (value === 1 ? unit.replace(/^(\w+)s\b/, '$1') : unit)

type Details<Value> = Pick<Setting<Value>, 'description' | 'example' | 'defaults' | 'required' | 'unit'>
const none = { prod: undefined, dev: undefined } as const

export const choice = <const Choice extends string>(
  choices: readonly Choice[],
  details: Details<NoInfer<Choice>>,
): Setting<Choice> => ({
  ...details,
  expected: choices.length === 1 ? `${choices[0]}` : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`,
  secret: false,
  parse: (raw) => choices.find((each) => each === raw),
})

export const flag = (details: Omit<Details<boolean>, 'example'>): Setting<boolean> => ({
  ...details,
  example: 'true',
  expected: 'true or false',
  secret: false,
  parse: (raw) => (raw === 'true' ? true : raw === 'false' ? false : undefined),
})

/** A whole number, both ends included. */
export const integer = (minimum: number, maximum: number, details: Details<number>): Setting<number> => ({
  ...details,
  expected: `a whole number from ${minimum} to ${maximum}${details.unit ? ` ${details.unit}` : ''}`,
  secret: false,
  parse: (raw) => {
    const value = /^\d+$/.test(raw) ? Number(raw) : Number.NaN
    return value >= minimum && value <= maximum ? value : undefined
  },
})

/** A whole number, both ends included, or none. */
export const optionalInteger = (
  minimum: number,
  maximum: number,
  details: Omit<Details<number | undefined>, 'defaults'>,
): Setting<number | undefined> => {
  const { expected, parse } = integer(minimum, maximum, { ...details, defaults: { prod: minimum, dev: minimum } })
  return { ...details, defaults: none, expected, secret: false, parse }
}

/** A number out of a list that a service dictates. */
export const oneOf = (values: readonly number[], details: Details<number>): Setting<number> => ({
  ...details,
  expected: `one of ${numbersInWords(values)}${details.unit ? ` ${details.unit}` : ''}`,
  secret: false,
  parse: (raw) => values.find((value) => String(value) === raw),
})

/** Text that a pattern, or another test, takes. */
interface Pattern {
  readonly test: (raw: string) => boolean
}

export const text = (pattern: Pattern, expected: string, details: Details<string>): Setting<string> => ({
  ...details,
  expected,
  secret: false,
  parse: (raw) => (pattern.test(raw) ? raw : undefined),
})

export const optionalText = (
  pattern: Pattern,
  expected: string,
  details: Omit<Details<string | undefined>, 'defaults'>,
): Setting<string | undefined> => ({
  ...details,
  defaults: none,
  expected,
  secret: false,
  parse: (raw) => (pattern.test(raw) ? raw : undefined),
})

/** A value that only ever exists encrypted: Pulumi secret, Secrets Manager, `secrets` of the container. */
export const secret = (
  shortest: number,
  details: Omit<Details<string | undefined>, 'defaults'>,
): Setting<string | undefined> => ({
  ...details,
  defaults: none,
  expected: `a secret of at least ${shortest} characters without spaces`,
  secret: true,
  parse: (raw) => (raw.length >= shortest && !/\s/.test(raw) ? raw : undefined),
})
