import { isNestedTooDeeply, mendedJson, parsedJson } from '../text/parsed-json.ts'
import { withoutThinking } from '../text/thinking.ts'
import { duplicateKey } from './duplicate-key.ts'

/** A JSON object that a reply holds, and how it was found; or why there is none, in words for the one who replied. */
export type FoundObject =
  | { readonly object: Readonly<Record<string, unknown>>; readonly isMended: boolean }
  | { readonly problem: string }

/** No verdict comes near: six own criteria beside the shipped ones, with all evidence that is taken, are below a third. */
const longestReply = 65_536

/**
 * The one JSON object of a reply: the whole reply, or the only object in it (in a fence, between prose), or one that is JSON
 * but for mistakes that `jsonrepair` mends. A reply with several objects has none: nobody can tell which one is meant. Never throws.
 * @param key what an object has to mention to be the one that is meant
 */
export function objectInReply(reply: string, key: string): FoundObject {
  if (reply.length > longestReply) return { problem: `the reply has more than ${longestReply} characters` }
  const text = withoutThinking(reply).trim()
  const whole = parsedJson(text)
  if (whole !== undefined) return objectOf(whole, text, false)
  if (!text.includes('{')) return { problem: 'there is no JSON object in the reply' }
  const meant = balancedObjects(text).filter((each) => each.includes(key))
  if (meant.length > 1) return { problem: `there are ${meant.length} JSON objects in the reply, where one is expected` }
  const [only] = meant
  const extracted = only === undefined ? undefined : parsedJson(only)
  if (only !== undefined && extracted !== undefined) return objectOf(extracted, only, false)
  return mended(only ?? text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1 || undefined))
}

function objectOf(value: unknown, json: string, isMended: boolean): FoundObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'the reply is JSON, but no object' }
  const twice = duplicateKey(json)
  if (twice !== null) return { problem: `the property ${JSON.stringify(twice)} stands twice in one object` }
  return { object: value as Record<string, unknown>, isMended } // neither null nor an array, by the line above
}

function mended(text: string): FoundObject {
  const problem = 'the reply is not valid JSON'
  if (isNestedTooDeeply(text)) return { problem: `${problem} and nested too deeply` }
  const found = mendedJson(text)
  return found === null ? { problem } : objectOf(found.value, found.json, true)
}

/** The outermost `{…}` of a text, as far as each has its end. */
function balancedObjects(text: string): string[] {
  const found: string[] = []
  for (let from = text.indexOf('{'); from >= 0; ) {
    const end = endOfObject(text, from)
    if (end < 0) break
    found.push(text.slice(from, end))
    from = text.indexOf('{', end)
  }
  return found
}

/** Where the object that begins at `from` has ended, braces inside of strings left aside; -1 where it does not. */
function endOfObject(text: string, from: number): number {
  let [depth, inString] = [0, false]
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]
    if (inString) {
      if (character === '\\') at += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{') depth += 1
    else if (character === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return -1
}
