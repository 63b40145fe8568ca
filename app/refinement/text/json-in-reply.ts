import { jsonrepair } from 'jsonrepair'
import { fencedText } from './fence.ts'
import { withoutThinking } from './thinking.ts'

/** No list that is asked for comes near. */
const longestReply = 200_000
/** Mending recurses for each of them. */
const mostBrackets = 500

/**
 * The first list in a reply that is a JSON list, or stands under `key` in a JSON object: in its block, as a whole, or between
 * its outermost brackets; mended where that is all it takes. Null when there is none. Never throws.
 */
export function listInReply(reply: string, key: string): readonly unknown[] | null {
  const text = withoutThinking(reply)
  if (text.length > longestReply) return null
  const candidates = jsonTexts(text)
  for (const read of [parsed, mended])
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What was meant by a text that begins like JSON. Prose that is mended would become a list of its lines. */
function mended(text: string): unknown {
  if (!/^\s*[[{]/.test(text) || (text.match(/[{[]/g)?.length ?? 0) > mostBrackets) return undefined
  try {
    return JSON.parse(jsonrepair(text))
  } catch {
    return undefined
  }
}

function listIn(value: unknown, key: string): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  const found =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : null
  return Array.isArray(found) ? found : null
}
