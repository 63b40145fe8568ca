import { detectLanguage } from '../language/detect-language.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { wholeWords } from '../text/words.ts'

/**
 * The language the answer should be in: the one the instructions name for it, else the prompt's own. null when that cannot
 * be told, for example when a translation names none we know, or a language is named but not clearly for the answer.
 */
export function answerLanguageOf(instructions: string, lexicon: Lexicon | null, isTranslation: boolean): string | null {
  const own = detectLanguage(instructions)
  if (lexicon === null) return own
  const named = Object.entries(lexicon.languageNames).filter(([name]) => wholeWords(name).test(instructions))
  const wanted = named.filter(([name]) => wholeWords(lexicon.answerIn.replace('{name}', name)).test(instructions))
  if (wanted.length === 1) return wanted[0]?.[1] ?? null
  if (isTranslation) return null
  return named.every(([, language]) => language === own) ? own : null
}
