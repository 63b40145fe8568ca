import { Type } from 'typebox'
import { stated } from './stated.ts'

/** How an answer is written. */
export const formChecks = [
  stated(
    'language',
    'The language of the answer; code blocks are left out',
    {
      language: Type.Enum(['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pt', 'zh'], {
        description: 'ISO 639-1 code',
      }),
    },
    { language: 'de' },
  ),
  stated(
    'letter-case',
    'Every letter is in upper or lower case, or every word begins with a capital',
    { case: Type.Enum(['upper', 'lower', 'title'], { description: 'title: as in The Life Of Bees' }) },
    { case: 'lower' },
  ),
  stated(
    'no-markdown',
    'Plain text: no headings, emphasis, bullets, quotes, links, tables, rules or code of Markdown',
    {},
    {},
  ),
] as const
