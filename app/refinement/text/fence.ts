/** Three or more in a row open and close a fenced block (CommonMark 0.31, section 4.5). */
const shortest = 3

/**
 * A text between two lines of backticks that are longer than any run of backticks inside of it, so that nothing in the
 * text can be taken for its end.
 * @param label follows the opening fence; letters, digits and hyphens only
 */
export function fenced(text: string, label = ''): string {
  let longest = shortest - 1
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  const fence = '`'.repeat(longest + 1)
  return `${fence}${label}\n${text}\n${fence}`
}

const fenceLine = /^[ \t]*(`{3,}|~{3,})(.*)$/u

export interface FencedText {
  readonly text: string
  /** What stands before the block. */
  readonly before: string
  /** false: the block has no end; the rest of the text was taken, or what stands before its only fence. */
  readonly isClosed: boolean
}

/**
 * What stands between the first fence of a text and the last one that can close it, which leaves shorter fences inside
 * where they are; null when there is no fence. A word after the opening fence is the language and left out.
 */
export function fencedText(text: string): FencedText | null {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const parts = (from: number, to: number) => lines.slice(from, to).join('\n')
  const opening = lines.findIndex((line) => fenceLine.test(line))
  if (opening < 0) return null
  const [, fence = '', rest = ''] = fenceLine.exec(lines[opening] ?? '') ?? []
  const before = parts(0, opening)
  const closing = lines.findLastIndex((line, index) => index > opening && closes(fence, line))
  // More than one word after the fence is no language, it is where the text begins.
  const isTag = /^\s*\S*\s*$/u.test(rest)
  const first = isTag ? '' : `${rest.trimStart()}\n`
  if (closing >= 0) return { text: first + parts(opening + 1, closing), before, isClosed: true }
  const after = first + parts(opening + 1, lines.length)
  if (after.trim() !== '') return { text: after, before, isClosed: false }
  return { text: before, before: '', isClosed: false }
}

function closes(fence: string, line: string): boolean {
  const trimmed = line.trim()
  return trimmed.length >= fence.length && [...trimmed].every((character) => character === fence[0])
}
