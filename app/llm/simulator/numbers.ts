const names = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** Matches a number as people write small and large ones; to be put into larger patterns. */
export const numberPattern = `(\\d{1,3}(?:,\\d{3})+|\\d{1,5}|${names.slice(1).join('|')})`

/** The value of what `numberPattern` matched. */
export function numberOf(text: string): number {
  const named = names.indexOf(text.toLowerCase())
  return named >= 0 ? named : Number(text.replaceAll(',', ''))
}
