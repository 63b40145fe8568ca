import type { StatedLimits } from './stated-limits.ts'

/** How much an answer may hold. */
export interface Room {
  readonly fewestWords: number
  /** Infinity when nothing is stated. */
  readonly mostWords: number
  readonly mostCharacters: number
}

/** Usual length of a word with its space. */
const charactersPerWord = 7

/** @param factor 1, or more for an answer that grows beyond what is stated */
export function roomOf({ words, characters }: StatedLimits, factor: number): Room {
  const mostCharacters = (characters?.max ?? Number.POSITIVE_INFINITY) * factor
  const mostWords = Math.min((words?.max ?? Number.POSITIVE_INFINITY) * factor, mostCharacters / charactersPerWord)
  const fewestWords = Math.max(words?.min ?? 0, (characters?.min ?? 0) / charactersPerWord) * factor
  return { fewestWords: Math.min(Math.ceil(fewestWords), mostWords), mostWords, mostCharacters }
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')
export const wordCount = (text: string): number => wordsOf(text).length

const fits = (text: string, room: Room) => wordCount(text) <= room.mostWords && text.length <= room.mostCharacters

/** The first variant that fits (they go from long to short); else the last one, cut to size. */
export function fitting(variants: Iterable<string>, room: Room): string {
  let last = ''
  for (const variant of variants) {
    if (fits(variant, room)) return variant
    last = variant
  }
  return cutToSize(last, room)
}

/** As many whole words as fit, at least one, ended like a sentence. */
function cutToSize(text: string, room: Room): string {
  const words = wordsOf(text).slice(0, Math.max(1, Math.floor(room.mostWords)))
  const ended = () => `${words.join(' ').replace(/[\s,.;:]+$/, '')}.`
  while (words.length > 1 && ended().length > room.mostCharacters) words.pop()
  return ended()
}
