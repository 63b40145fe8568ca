import { wordsOf } from './words.ts'

/** Words that follow each other. */
export interface Term {
  readonly words: readonly string[]
  /** The last word may be the beginning of a longer one. */
  readonly isPrefix: boolean
}

/** Runs that have all of `wanted` and none of `unwanted`. */
export interface SearchQuery {
  readonly wanted: readonly Term[]
  readonly unwanted: readonly Term[]
}

/** A shorter word stands for itself: everything begins with an "a". */
const shortestPrefix = 3
const mostTerms = 20

/**
 * Reads what people type: words, which also find longer ones that begin like them (from three letters on), "phrases",
 * which are found as they are, and -not in front of either. Anything can be typed: what is no word is passed over.
 * @returns null when nothing was asked for
 */
export function parseSearchQuery(text: string): SearchQuery | null {
  const [wanted, unwanted]: [Term[], Term[]] = [[], []]
  for (const [, minus, phrase, bare = ''] of text.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const words = [...wordsOf(phrase ?? bare)].map(({ word }) => word)
    const last = words.at(-1)
    if (last === undefined) continue
    const isPrefix = phrase === undefined && last.length >= shortestPrefix
    if (wanted.length + unwanted.length === mostTerms) break
    const list = minus === '-' ? unwanted : wanted
    list.push({ words, isPrefix })
  }
  return wanted.length + unwanted.length === 0 ? null : { wanted, unwanted }
}
