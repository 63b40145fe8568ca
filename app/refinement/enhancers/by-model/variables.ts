import { namePattern } from '../../meta-prompts/placeholders.ts'

/** What the run itself fills in, so a rewrite may add it. */
const testInput = 'input'

/** Names in double braces that whoever sends the prompt fills in, each once, in order. */
export const variablesOf = (prompt: string): string[] => [
  ...new Set([...prompt.matchAll(namePattern)].map(([, name = '']) => name)),
]

/** Why a rewrite would not work in the place of the author's prompt; null when its names in double braces are the same. */
export function variableProblem(original: string, rewrite: string): string | null {
  const [expected, found] = [variablesOf(original), variablesOf(rewrite)]
  const lost = expected.filter((name) => !found.includes(name))
  if (lost.length > 0) return `Expected every variable of the author’s prompt; lost ${list(lost)}`
  const added = found.filter((name) => !expected.includes(name) && name !== testInput)
  return added.length === 0 ? null : `Expected the variables of the author’s prompt only; added ${list(added)}`
}

const list = (names: readonly string[]) => names.map((name) => `{{${name}}}`).join(', ')
