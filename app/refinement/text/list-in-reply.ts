import { fencedText } from './fence.ts'
import { mendedJson, parsedJson } from './parsed-json.ts'
import { withoutThinking } from './thinking.ts'

/** No list that is asked for comes near. */
const longestReply = 200_000

/**
 * The first list in a reply that is a JSON list, or stands under `key` in a JSON object: in its block, as a whole, or between
 * its outermost brackets; mended where that is all it takes. Null when there is none. Never throws.
 */
export function listInReply(reply: string, key: string): readonly unknown[] | null {
  const text = withoutThinking(reply)
  if (text.length > longestReply) return null
  const candidates = jsonTexts(text)
  for (const read of [parsedJson, mended])
    for (const candidate of candidates) {
      const list = listIn(read(candidate), key)
      if (list !== null) return list
    }
  return null
}

/** Where JSON may be in a reply. */
function jsonTexts(reply: string): string[] {
  const between = (opening: string, closing: string) => {
    const [from, to] = [reply.indexOf(opening), reply.lastIndexOf(closing)]
    return from >= 0 && to > from ? [reply.slice(from, to + 1)] : []
  }
  const block = fencedText(reply)
  return [...(block === null ? [] : [block.text]), reply, ...between('{', '}'), ...between('[', ']')]
}

/** What was meant by a text that begins like JSON. Prose that is mended would become a list of its lines. */
const mended = (text: string): unknown => (/^\s*[[{]/.test(text) ? mendedJson(text)?.value : undefined)

function listIn(value: unknown, key: string): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  const found =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : null
  return Array.isArray(found) ? found : null
}
