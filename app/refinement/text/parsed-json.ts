import { jsonrepair } from 'jsonrepair'

/** Mending recurses for each of them. */
const mostBrackets = 500

/** undefined where the text is no JSON: no JSON text means undefined. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const isNestedTooDeeply = (text: string): boolean => (text.match(/[{[]/g)?.length ?? 0) > mostBrackets

/** What a text would be as JSON if its mistakes were mended; null where that cannot be told or is nested too deeply. Never throws. */
export function mendedJson(text: string): { readonly json: string; readonly value: unknown } | null {
  if (isNestedTooDeeply(text)) return null
  try {
    const json = jsonrepair(text)
    return { json, value: JSON.parse(json) }
  } catch {
    return null
  }
}
