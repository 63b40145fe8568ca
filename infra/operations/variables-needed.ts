/** Those that shells and systems set themselves. */
const givenBySystem = new Set(['HOME', 'PATH', 'PWD', 'OLDPWD', 'USER', 'TMPDIR', 'RANDOM', 'SECONDS', 'LINENO', 'IFS'])

const expansion = /^\$(?:\{([A-Z][A-Z0-9_]*)([^}]*)\}|([A-Z][A-Z0-9_]*))/
const assignment =
  /(?:^|[\s;(&|])(?:(?:export|local|declare)\s+)?([A-Z][A-Z0-9_]*)=|\b(?:for|read(?: -r)?) +([A-Z][A-Z0-9_]*)/gm

interface Expansion {
  readonly name: string
  readonly at: number
  readonly hasDefault: boolean
}

/** Expansions as the shell sees them, not within single quotes unless those are within double ones; and ends of words. */
function scan(script: string): { expansions: readonly Expansion[]; wordEnds: readonly number[] } {
  const expansions: Expansion[] = []
  const wordEnds: number[] = []
  // Inside of "…" a $( begins a command of its own, with quotes of its own.
  const open: ('"' | '(')[] = []
  for (let at = 0; at < script.length; at++) {
    const character = script[at] ?? ''
    const isQuoted = open.at(-1) === '"'
    if (/[\s;&|]/.test(character) && open.length === 0) wordEnds.push(at)
    if (character === '\\') at++
    else if (character === '"') isQuoted ? open.pop() : open.push('"')
    else if (character === "'" && !isQuoted) at = endOf(script, at)
    else if (character === '(' && !isQuoted) open.push('(')
    else if (character === ')' && !isQuoted) open.pop()
    else if (character === '$' && script[at + 1] === '(') {
      open.push('(')
      at++
    } else if (character === '$') {
      const [, braced, operator = '', bare] = expansion.exec(script.slice(at)) ?? []
      const name = braced ?? bare
      if (name !== undefined) expansions.push({ name, at, hasDefault: /^:?[-=+]/.test(operator) })
    }
  }
  return { expansions, wordEnds }
}

const endOf = (script: string, quote: number): number => {
  const end = script.indexOf("'", quote + 1)
  return end === -1 ? script.length : end
}

/** What a script sets, and from where on it is set: after the word of the assignment. */
const assignmentsIn = (script: string, wordEnds: readonly number[]) =>
  [...script.matchAll(assignment)].map(({ 1: set, 2: each, 0: text, index }) => ({
    name: set ?? each ?? '',
    from: wordEnds.find((end) => end >= index + text.length) ?? script.length,
  }))

/** Names that a script sets. */
export const variablesSet = (script: string): readonly string[] => [
  ...new Set(assignmentsIn(script, []).map(({ name }) => name)),
]

/**
 * Names of the variables that a script uses before it sets them: in capitals, as the pages write them, and without a
 * default. Somebody has to choose a value for those that no earlier script has set.
 */
export function variablesNeeded(script: string): readonly string[] {
  const { expansions, wordEnds } = scan(script)
  const sets = assignmentsIn(script, wordEnds)
  const needed = expansions.filter(
    ({ name, at, hasDefault }) =>
      !hasDefault && !givenBySystem.has(name) && !sets.some((set) => set.name === name && set.from < at),
  )
  return [...new Set(needed.map(({ name }) => name))]
}
