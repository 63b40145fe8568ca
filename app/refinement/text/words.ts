import { pattern } from './pattern.ts'

/** A character of a script written without spaces, or a run of letters, digits, inner apostrophes and hyphens. */
const word =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|\p{N}+(?:[.,]\p{N}+)*|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]]+(?:['’\-][[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]]+)*/gv

/**
 * The words of a text in order. Scripts written without spaces (Chinese, Japanese, Thai) count by character.
 * Not `Intl.Segmenter`: its dictionaries change with the ICU release, and a score must not.
 */
export const words = (text: string): string[] => text.match(word) ?? []

/** Words to compare: lower case, without accents. */
export const foldedWords = (text: string): string[] => words(fold(text))

/** Lower case, without accents; typographic apostrophes become plain ones. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('’', "'")
    .toLowerCase()

/** Matches any of the alternatives as whole words, whatever the case, in any script (`\b` knows ASCII only). */
export const wholeWords = (alternatives: string, flags = 'iu'): RegExp =>
  pattern(`(?<![\\p{L}\\p{N}_])(?:${alternatives})(?![\\p{L}\\p{N}_])`, flags)

/** Typographic apostrophes as plain ones, so that patterns know one form; positions stay the same. */
export const plainApostrophes = (text: string): string => text.replaceAll('’', "'")
