/** A fenced code block of Markdown. */
export interface Fence {
  /** What follows the opening fence: its language first. */
  readonly info: string
  readonly content: string
  readonly isClosed: boolean
}

const opening = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/u

/** The fenced blocks of a text and the lines outside of them, by the rules of CommonMark; a block that is never closed reaches to the end. */
export function splitFences(text: string): { readonly fences: readonly Fence[]; readonly outside: readonly string[] } {
  const fences: Fence[] = []
  const outside: string[] = []
  let open: { readonly mark: string; readonly info: string; readonly lines: string[] } | null = null
  const close = (isClosed: boolean) => {
    if (open !== null) fences.push({ info: open.info, content: open.lines.join('\n'), isClosed })
    open = null
  }
  for (const line of text.split('\n')) {
    const [, mark, info = ''] = opening.exec(line) ?? []
    if (open === null) {
      // An info string of backticks holds none: ```code``` in a line is inline code.
      if (mark === undefined || (mark.startsWith('`') && info.includes('`'))) outside.push(line)
      else open = { mark, info: info.trim(), lines: [] }
    } else if (mark?.startsWith(open.mark) && info.trim() === '') close(true)
    else open.lines.push(line)
  }
  close(false)
  return { fences, outside }
}

/** The text without its fenced blocks. */
export const withoutFences = (text: string): string => splitFences(text).outside.join('\n')
