import type { TestInput } from '../contract/run-input.ts'

/** Where a prompt takes its test input. */
const placeholder = '{{input}}'

/** The text that is sent: the prompt with the input in its place, or after the prompt when that names no place. */
export function promptWith(prompt: string, input: TestInput | undefined): string {
  if (input === undefined) return prompt
  if (prompt.includes(placeholder)) return prompt.replaceAll(placeholder, () => input.text)
  return `${prompt}\n\n${input.text}`
}

/** Fewer inputs than this are used for everything: half of two says nothing. */
const leastToSplit = 6

export interface InputSplit {
  /** Indexes of the inputs that the search measures versions by and shows to whoever writes rewrites. */
  readonly search: readonly number[]
  /** Indexes of the inputs that only the final comparison uses. */
  readonly heldOut: readonly number[]
}

/**
 * Every third input is held out of the search, spread evenly, because authors group their inputs. Below 6 inputs none is:
 * the comparison then shows what holds for these inputs alone, on fresh answers.
 */
export function splitInputs(count: number): InputSplit {
  const all = Array.from({ length: count }, (_, index) => index)
  if (count < leastToSplit) return { search: all, heldOut: all }
  const isHeldOut = (index: number) => index % 3 === 2
  return { search: all.filter((index) => !isHeldOut(index)), heldOut: all.filter(isHeldOut) }
}
