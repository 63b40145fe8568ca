import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import type { Language, Lexicon } from './lexicon.ts'
import { spanish } from './spanish.ts'

const lexiconByLanguage: Readonly<Record<Language, Lexicon>> = { en: english, de: german, fr: french, es: spanish }

export const lexicons: readonly Lexicon[] = Object.values(lexiconByLanguage)

/** The lexicon of a language as `detectLanguage` names it; null where there is none. */
export const lexiconOf = (language: string | null): Lexicon | null =>
  lexicons.find((lexicon) => lexicon.language === language) ?? null
