import type { Lexicon, OutputFormat } from '../language/lexicon.ts'
import { plainApostrophes, wholeWords } from '../text/words.ts'

/** The form that the instructions ask for in so many words; null when they name none that can be checked. */
export function askedFormatOf(instructions: string, lexicon: Lexicon | null): OutputFormat | null {
  const text = plainApostrophes(instructions)
  return lexicon?.formats.find(([, phrase]) => wholeWords(phrase).test(text))?.[0] ?? null
}
