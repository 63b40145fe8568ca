import type { TestInput } from '../../app/contract/run-input.ts'

/** Most inputs and longest one that the server takes; a test holds them equal to its limits. */
export const inputLimits = { count: 100, characters: 20_000 } as const

/**
 * The test inputs that were typed: blocks of text with a line of dashes between them; a line that begins with `=>` says what a right
 * answer to the block is.
 */
export function parseInputs(typed: string): TestInput[] {
  return typed
    .split(/^-{3,}[ \t]*$/m)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => {
      const at = block.search(/^=>/m)
      if (at <= 0) return { text: block }
      return { text: block.slice(0, at).trim(), expected: block.slice(at + 2).trim() }
    })
}

/** What is wrong with the typed inputs, if anything. */
export function inputsError(typed: string): string | undefined {
  const inputs = parseInputs(typed)
  if (inputs.length > inputLimits.count)
    return `At most ${inputLimits.count} inputs can be tried; these are ${inputs.length}.`
  const long = inputs.findIndex(
    ({ text, expected = '' }) =>
      [...text].length > inputLimits.characters || [...expected].length > inputLimits.characters,
  )
  return long < 0 ? undefined : `Input ${long + 1} is longer than ${inputLimits.characters} characters.`
}

/** Test inputs as one types them; those that a model wrote are left out, because it writes them anew. */
export const typedInputs = (inputs: readonly TestInput[]): string =>
  inputs
    .filter(({ generated }) => generated !== true)
    .map(({ text, expected }) => (expected === undefined ? text : `${text}\n=> ${expected}`))
    .join('\n---\n')
