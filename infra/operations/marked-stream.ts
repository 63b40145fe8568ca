import type { Readable } from 'node:stream'

/** What came before a mark, and what the mark says. */
interface MarkedText {
  readonly text: string
  readonly mark: string
}

/** A stream that says at the end of each part that it has ended, by `RS MARK WORD RS` (RS: the character 0x1e). */
export interface MarkedStream {
  /** Everything up to the next mark. @param onText gets it as it comes */
  untilMark(onText?: (text: string) => void): Promise<MarkedText>
  /** What has come after the last mark. */
  rest(): MarkedText
}

const separator = '\x1e'

/** @param mark what nothing else prints */
export function markedStream(stream: Readable, mark: string): MarkedStream {
  const pattern = new RegExp(`${separator}${mark} (\\w+)${separator}`)
  let unread = ''
  let shown = 0
  let waiting: { onText: ((text: string) => void) | undefined; resolve: (part: MarkedText) => void } | undefined

  function read(): void {
    if (waiting === undefined) return
    const found = pattern.exec(unread)
    // What could be the beginning of a mark waits for the rest of it.
    const begun = unread.indexOf(separator, Math.max(shown, unread.length - mark.length - 16))
    const end = found?.index ?? (begun === -1 ? unread.length : begun)
    if (end > shown) waiting.onText?.(unread.slice(shown, end))
    shown = Math.max(shown, end)
    if (found === null) return
    const part = { text: unread.slice(0, found.index), mark: found[1] ?? '' }
    unread = unread.slice(found.index + found[0].length)
    shown = 0
    const { resolve } = waiting
    waiting = undefined
    resolve(part)
  }

  stream.setEncoding('utf8').on('data', (text: string) => {
    unread += text
    read()
  })
  return {
    untilMark: (onText) =>
      new Promise((resolve) => {
        waiting = { onText, resolve }
        read()
      }),
    rest: () => ({ text: unread, mark: '' }),
  }
}
