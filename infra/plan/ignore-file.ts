/** Which files of a folder an image is built from. */
export interface ContextFilter {
  /** Whether a file belongs to the context. @param path relative, with slashes */
  readonly includes: (path: string) => boolean
  /** Whether a folder can hold such files. */
  readonly mayHoldFiles: (path: string) => boolean
}

/**
 * A pattern as Docker understands it: `*` and `?` stay within a name, `**` crosses folders, and names with a leading dot
 * are nothing special. (Globs of Node do not match those.)
 */
function toExpression(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/|\*\*|\*|\?)/)
  const meaning: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' }
  return new RegExp(`^${parts.map((part) => meaning[part] ?? part.replace(/[.+^${}()|\\]/g, '\\$&')).join('')}$`)
}

/** The path and every folder above it: a pattern that matches a folder decides about all it holds. */
const withParents = (path: string) => path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))

/**
 * Reads a .dockerignore: one pattern per line, `!` brings back, the last match decides (Docker build reference).
 * @throws Error for a pattern with a leading slash or a `..`, which Docker would rewrite first
 */
export function parseIgnoreFile(text: string): ContextFilter {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), pattern: line.replace(/^!/, '').replace(/\/$/, '') }))
    .map((rule) => ({ ...rule, expression: toExpression(rule.pattern) }))
  const strange = rules.find(({ pattern }) => pattern.startsWith('/') || pattern.split('/').includes('..'))
  if (strange)
    throw new Error(
      `.dockerignore: expected a pattern relative to its folder, got ${strange.pattern}; remove the leading slash or ..`,
    )

  const includes = (path: string) => {
    const names = withParents(path)
    const last = rules.findLast(({ expression }) => names.some((name) => expression.test(name)))
    return last === undefined || last.keeps
  }
  return {
    includes,
    mayHoldFiles: (path) =>
      includes(path) ||
      rules.some(({ keeps, pattern }) => keeps && (pattern.startsWith(`${path}/`) || pattern.startsWith('**'))),
  }
}
