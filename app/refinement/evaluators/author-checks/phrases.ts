/** How a word or phrase is looked for. */
export interface Looking {
  /** Default true. */
  readonly wholeWords?: boolean
  /** Default false. */
  readonly caseSensitive?: boolean
}

const letter = /[\p{L}\p{M}\p{N}_]/u
/** Scripts that put no space between words: whatever stands beside a word is no part of it. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u

const isInsideWord = (one: string, other: string): boolean =>
  letter.test(one) && letter.test(other) && !unspaced.test(one) && !unspaced.test(other)

/** One form of white space and apostrophes, so that a line break inside a phrase is no difference. */
const plain = (text: string, caseSensitive: boolean): string => {
  const spaced = text.normalize('NFC').replaceAll(/\s+/gu, ' ').replaceAll('’', "'")
  return caseSensitive ? spaced : spaced.toLowerCase()
}

/** How often a phrase occurs, occurrences that overlap counted once; white space is all alike. */
export function occurrences(text: string, phrase: string, looking: Looking = {}): number {
  const { wholeWords = true, caseSensitive = false } = looking
  const wanted = plain(phrase, caseSensitive).trim()
  if (wanted === '') return 0
  const [first, last] = [characterAt(wanted, 0), characterBefore(wanted, wanted.length)]
  const whole = plain(text, caseSensitive)
  let found = 0
  for (let at = whole.indexOf(wanted); at >= 0; ) {
    const end = at + wanted.length
    const isWord =
      !wholeWords || !(isInsideWord(characterBefore(whole, at), first) || isInsideWord(last, characterAt(whole, end)))
    if (isWord) found++
    at = whole.indexOf(wanted, isWord ? end : at + 1)
  }
  return found
}

const characterAt = (text: string, index: number): string => {
  const code = text.codePointAt(index)
  return code === undefined ? '' : String.fromCodePoint(code)
}

const characterBefore = (text: string, index: number): string =>
  [...text.slice(Math.max(0, index - 2), index)].at(-1) ?? ''
