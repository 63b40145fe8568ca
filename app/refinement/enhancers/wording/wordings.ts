import type { Language } from '../../language/lexicon.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { spanish } from './spanish.ts'
import type { Wording } from './wording.ts'

export const wordings: Readonly<Record<Language, Wording>> = { en: english, de: german, fr: french, es: spanish }

/** English where we have no words of the language: most models follow it in any conversation. */
export const wordingFor = (language: string | null): Wording =>
  Object.entries(wordings).find(([name]) => name === language)?.[1] ?? english
