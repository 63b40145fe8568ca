import { type Lexicon, type OutputFormat, type Quality, qualities } from '../language/lexicon.ts'
import { lexicons } from '../language/lexicons.ts'
import { plainApostrophes, wholeWords } from '../text/words.ts'
import type { Limit } from './limits.ts'

/** The qualities for which a prompt has a heading (`## Role`, `**Role**`, `<role>`) or label (`Role: …`), in any supported language. */
export const labelledQualities = (prompt: string): ReadonlySet<Quality> =>
  new Set(qualities.filter((quality) => labels[quality].test(plainApostrophes(prompt))))

/** Labels may also follow a sentence on the same line: "Write a tagline. Format: one line." */
const label = (names: string) =>
  new RegExp(
    `^[ \\t]*(?:#{1,6}[ \\t]+|\\*\\*|<|\\[|[-*][ \\t]+)?(?:${names})[ \\t]*(?:\\*\\*|[:>\\]]|$)|(?<=[.!?;][ \\t])(?:${names})[ \\t]*:`,
    'imu',
  )

const labels = Object.fromEntries(
  qualities.map((quality) => [quality, label(lexicons.map((lexicon) => lexicon.labels[quality]).join('|'))]),
) as Record<Quality, RegExp> // one entry for each quality, built from the list of them

interface Instructions {
  readonly instructions: string
  readonly lexicon: Lexicon | null
  readonly format: OutputFormat | null
  readonly limits: readonly Limit[]
}

/** The qualities that an author's instructions have without naming them, such as "at most 50 words" or "you are a …". */
export function saidQualities({ instructions, lexicon, format, limits }: Instructions): ReadonlySet<Quality> {
  const text = plainApostrophes(instructions)
  const said = new Set<Quality>()
  if (format !== null) said.add('format')
  if (limits.length > 0) said.add('length')
  for (const quality of ['role', 'context', 'constraints', 'length', 'examples'] as const)
    if (lexicon !== null && wholeWords(lexicon.phrases[quality]).test(text)) said.add(quality)
  return said
}
