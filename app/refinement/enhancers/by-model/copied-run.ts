import { shingles } from '../../text/shingles.ts'
import { foldedWords } from '../../text/words.ts'

/** Words in a row that two texts share by chance seldom enough (the guard that gepa's issue 261 asks for). */
const runLength = 5
/** In scripts without spaces a word is one character; twice as many say about as much. */
const characterRunLength = 10

const spaceless = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u

/**
 * The first run of words that a rewrite has from test material and the author did not write; null when there is none.
 * Case, accents and punctuation do not count. A prompt that repeats what it is tested by scores without being better.
 * @param material test inputs and expected answers
 * @param own what the author wrote: the prompt, and wishes
 */
export function copiedRun(rewrite: string, material: readonly string[], own: readonly string[]): string | null {
  const rewritten = foldedWords(rewrite)
  const size = isSpaceless(rewritten) ? characterRunLength : runLength
  const candidates = new Set(shingles(rewritten, size))
  for (const text of own) for (const run of shingles(foldedWords(text), size)) candidates.delete(run)
  for (const text of material) for (const run of shingles(foldedWords(text), size)) if (candidates.has(run)) return run
  return null
}

const isSpaceless = (words: readonly string[]) => words.filter((word) => spaceless.test(word)).length * 2 > words.length
