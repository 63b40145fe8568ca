/** Longer than any verdict needs; what comes after is another text than was asked for. */
const mostQuotes = 12
const longestReasoning = 6_000

type Properties = Readonly<Record<string, unknown>>

/**
 * An object with exactly these properties, or null, with what is wrong added to `problems`.
 * @param path what the names are written after in a problem
 */
export function propertiesOf(
  value: unknown,
  names: readonly string[],
  path: string,
  problems: string[],
): Properties | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`${path === '' ? 'the reply' : path.slice(0, -1)}: expected an object with ${names.join(', ')}`)
    return null
  }
  const missing = names.filter((name) => !Object.hasOwn(value, name)).map((name) => `${path}${name} is missing`)
  const unknown = Object.keys(value)
    .filter((name) => !names.includes(name))
    .map(
      (name) =>
        `${JSON.stringify(name.slice(0, 40))} is no property of ${path === '' ? 'a verdict' : path.slice(0, -1)}`,
    )
  problems.push(...missing, ...unknown.slice(0, 3))
  return missing.length + unknown.length === 0 ? (value as Properties) : null // an object, by the first line
}

export function reasoningOf(value: unknown, path: string, problems: string[]): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= longestReasoning) return value.trim()
  problems.push(`${path}: expected a text of 1 to ${longestReasoning} characters`)
  return ''
}

export function quotesOf(value: unknown, path: string, problems: string[]): string[] {
  if (Array.isArray(value) && value.length <= mostQuotes && value.every((each) => typeof each === 'string'))
    return value
  problems.push(`${path}: expected an array of at most ${mostQuotes} quotes`)
  return []
}
