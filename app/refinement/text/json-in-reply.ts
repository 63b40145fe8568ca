import { fencedText } from './fence.ts'

/** Where JSON may be in a reply: in its block, as a whole, or between its outermost brackets. */
export function jsonTexts(reply: string): string[] {
  const between = (opening: string, closing: string) => {
    const [from, to] = [reply.indexOf(opening), reply.lastIndexOf(closing)]
    return from >= 0 && to > from ? [reply.slice(from, to + 1)] : []
  }
  const block = fencedText(reply)
  return [...(block === null ? [] : [block.text]), reply, ...between('{', '}'), ...between('[', ']')]
}

/** The value of a JSON text; undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
