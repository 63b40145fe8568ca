/** A string, or a character that opens, closes or separates. Numbers and words between them do not matter here. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gsu

/**
 * The first key that one object of a JSON text has twice, or null. `JSON.parse` keeps the last of them without a word, so
 * a text that says two things would be read as if it said one.
 * @param json must have been parsed before: nothing is checked here
 */
export function duplicateKey(json: string): string | null {
  /** The keys of each object that is open, null for an array. */
  const open: (Set<string> | null)[] = []
  let last = ''
  for (const [text] of json.matchAll(token)) {
    const keys = open.at(-1)
    if (text === '{' || text === '[') open.push(text === '{' ? new Set() : null)
    else if (text === '}' || text === ']') open.pop()
    else if (text === ':' && keys) {
      const key = String(JSON.parse(last))
      if (keys.has(key)) return key
      keys.add(key)
    }
    last = text
  }
  return null
}
