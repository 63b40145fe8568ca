const introducing = {
  json: /\b(?:keys?|fields?|propert(?:y|ies)|attributes?)\b/gi,
  table: /\b(?:columns?|headers?)\b/gi,
  sections: /\b(?:sections|headings)\b/gi,
} as const

/**
 * The names a prompt gives after words like "keys", "columns" or "sections", as in `with the keys "title", "year" and
 * summary` or "sections: Goals, Risks". Ends at the first part that is no name.
 */
export function statedNames(prompt: string, kind: string): string[] {
  if (kind !== 'json' && kind !== 'table' && kind !== 'sections') return []
  for (const { index, 0: word } of prompt.matchAll(introducing[kind])) {
    const rest = prompt.slice(index + word.length, index + word.length + 300)
    const names = namesIn(rest, kind === 'json')
    if (names.length > 1 || (names.length === 1 && /^\s*:?\s*["'`]/.test(rest))) return names
  }
  return []
}

function namesIn(text: string, isKey: boolean): string[] {
  const line = text.replace(/^\s*(?:named|called|are|should be|must be)?\s*:?\s*/i, '').split(/[.;\n)]/)[0] ?? ''
  const names: string[] = []
  for (const part of line.split(/,\s*(?:and\s+|or\s+)?|\s+and\s+/)) {
    // The last name runs on into the sentence: "title and year for each book".
    const [own = ''] = part.split(/\s(?:for|about|of|with|in|on|to|from|that|where|describing)\s/)
    const name = own.trim().replace(/^["'`]|["'`]$/g, '')
    const isName = isKey ? /^[A-Za-z_][\w-]{0,40}$/.test(name) : /^\p{L}[\p{L}\p{N} &/-]{0,30}$/u.test(name)
    if (!isName || name.split(' ').length > 4) break
    names.push(name)
    if (own !== part) break
  }
  return names.slice(0, 12)
}
