import { namePattern } from '../../meta-prompts/placeholders.ts'

/** What the run itself fills in, so a rewrite may add it. */
const testInput = 'input'

/** Names in double braces that whoever sends the prompt fills in, each once, in order. */
export const variablesOf = (prompt: string): string[] => [
  ...new Set([...prompt.matchAll(namePattern)].map(([, name = '']) => name)),
]

/** A rewrite with the author's own spelling of every variable: `{{topic}}` where the author wrote `{{ topic }}`, and the reverse. */
export function withAuthorsSpelling(original: string, rewrite: string): string {
  const spellings = new Map<string, string>([[testInput, `{{${testInput}}}`]])
  for (const [whole, name = ''] of original.matchAll(namePattern)) spellings.set(name, whole)
  return rewrite.replace(namePattern, (whole, name: string) => spellings.get(name) ?? whole)
}

/** Why a rewrite would not work in the place of the author's prompt; null when its names in double braces are the same. */
export function variableProblem(original: string, rewrite: string): string | null {
  const [expected, found] = [variablesOf(original), variablesOf(rewrite)]
  const lost = expected.filter((name) => !found.includes(name))
  if (lost.length > 0) return `Expected every variable of the author’s prompt; lost ${list(lost)}`
  const added = found.filter((name) => !expected.includes(name) && name !== testInput)
  return added.length === 0 ? null : `Expected the variables of the author’s prompt only; added ${list(added)}`
}

const list = (names: readonly string[]) => names.map((name) => `{{${name}}}`).join(', ')
