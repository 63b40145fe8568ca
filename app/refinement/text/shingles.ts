/** Every run of `size` words in a row, as one string each. */
export function shingles(words: readonly string[], size: number): string[] {
  const found: string[] = []
  for (let start = 0; start + size <= words.length; start++) found.push(words.slice(start, start + size).join(' '))
  return found
}
