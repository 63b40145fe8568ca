/** A word of a text, as it is compared, and where it stands in it (UTF-16 code units). */
export interface Word {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Scripts that put no spaces between words. */
const unspaced = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((s) => `\\p{Script=${s}}`)
  .join('')
/** In those each character is a word, and what was typed without a space is looked for as a phrase. */
const pattern = new RegExp(`[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, 'gu')

/** Far above any word that people type; PostgreSQL takes no lexeme of 2 KiB. */
const longestWord = 64

/**
 * The words of a text. Both databases index and look for these and nothing else, so that they find the same: neither
 * has a say in what a word is. Letters count without case, accents and width.
 */
export function* wordsOf(text: string): Generator<Word, void> {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const word = folded(found)
    if (word !== '') yield { word, start: index, end: index + found.length }
  }
}

function folded(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    // Accents of Latin, Greek and Cyrillic letters; in other scripts a mark can be a vowel.
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '')
    .normalize('NFC')
  return plain.length <= longestWord ? plain : [...plain].slice(0, longestWord).join('')
}

/** Most words that are indexed of a text. PostgreSQL counts positions up to 16,383, for the three texts of a run together. */
export const mostWords = 5_400

/** What of a text is indexed. */
export function indexedWords(text: string): string[] {
  const words = []
  for (const { word } of wordsOf(text)) {
    if (words.push(word) === mostWords) break
  }
  return words
}
