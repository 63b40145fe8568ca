/** One comparison of a filter pattern of CloudWatch Logs. */
interface LogTerm {
  /** `res.statusCode` for `$.res.statusCode`. */
  readonly path: string
  readonly operator: '=' | '!=' | '<' | '>' | '<=' | '>='
  readonly value: string | number
}

/** Comparisons that are joined by `||`, each made of some that are joined by `&&`. */
export type LogPattern = readonly (readonly LogTerm[])[]

const comparison =
  /^\$\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\s*(=|!=|<=|>=|<|>)\s*(?:"([^"\\]*)"|(-?\d+(?:\.\d+)?))$/

/**
 * Reads a JSON filter pattern, as far as runbooks and alarms use the syntax: no parentheses, no `IS NULL`, no array index.
 * @throws Error for what is not of that form; CloudWatch refuses some of it, and takes the rest for something else
 */
export function parseLogPattern(pattern: string): LogPattern {
  const [, body] = /^\{ (.+) \}$/.exec(pattern) ?? []
  if (body === undefined) throw new Error(`Expected a filter pattern \`{ … }\`, got ${pattern}`)
  return body.split(' || ').map((terms) =>
    terms.split(' && ').map((term) => {
      const [, path, operator, text, number] = comparison.exec(term.trim()) ?? []
      if (path === undefined) throw new Error(`Expected \`$.member = "text"\` or a number in ${pattern}, got ${term}`)
      if (text !== undefined && operator !== '=' && operator !== '!=')
        throw new Error(`Expected a number after ${operator} in ${pattern}; CloudWatch compares no text by size`)
      return { path, operator: operator as LogTerm['operator'], value: text ?? Number(number) } // one of the group's
    }),
  )
}

/** What a line has under a path; undefined when there is nothing. */
export const valueAt = (line: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? Object.entries(value).find(([key]) => key === name)?.[1]
          : undefined,
      line,
    )

function isMatch(line: unknown, { path, operator, value }: LogTerm): boolean {
  const found = valueAt(line, path)
  if (typeof value === 'string') {
    if (typeof found !== 'string') return false
    const parts = value.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${parts.join('.*')}$`, 's').test(found) === (operator === '=')
  }
  if (typeof found !== 'number') return false
  const is = { '=': found === value, '!=': found !== value, '<': found < value, '>': found > value }
  return operator === '<=' ? found <= value : operator === '>=' ? found >= value : is[operator]
}

/** Whether a line of the log, parsed, is one that the pattern finds. */
export const matchesLogPattern = (pattern: LogPattern, line: unknown): boolean =>
  pattern.some((terms) => terms.every((term) => isMatch(line, term)))
