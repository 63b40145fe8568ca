import { type Lexicon, type LimitUnit, limitUnits } from '../language/lexicon.ts'
import { pattern } from '../text/pattern.ts'
import { plainApostrophes } from '../text/words.ts'

/** How much of something the answer should have. `min` 0 and `max` Infinity where that side is open. */
export interface Limit {
  readonly unit: LimitUnit
  readonly min: number
  readonly max: number
  /** The author's own words. */
  readonly stated: string
}

/** A round number of words or characters is an aim, not a count: "about 200 words" allows this much either way. */
const tolerance = 0.2

/** The limits that the instructions state, in their order; for each unit the first one counts. */
export function limitsOf(instructions: string, lexicon: Lexicon | null): readonly Limit[] {
  if (lexicon === null) return []
  const limits = [...plainApostrophes(instructions).matchAll(limitPattern(lexicon))].flatMap((match) => {
    const limit = toLimit(match, lexicon)
    return limit === null ? [] : [limit]
  })
  return limits.filter((limit, index) => limits.findIndex(({ unit }) => unit === limit.unit) === index)
}

function toLimit(match: RegExpExecArray, { limits }: Lexicon): Limit | null {
  const found = match.groups ?? {}
  const unit = limitUnits.find((name) => found[name] !== undefined)
  const low = toNumber(found['low'], limits.numbers)
  const high = toNumber(found['high'], limits.numbers)
  if (unit === undefined || low === null || low === 0) return null
  const stated = match[0]
    .slice(`${found['fact'] ?? ''} ${found['inside'] ?? ''}`.trim().length)
    .replaceAll(/\s+/g, ' ')
    .trim()
  const range = (min: number, max: number): Limit => ({ unit, min, max, stated })

  if (high !== null) return range(Math.min(low, high), Math.max(low, high))
  if (found['atMost'] !== undefined || found['orFewer'] !== undefined) return range(0, low)
  if (found['lessThan'] !== undefined) return range(0, low - 1)
  if (found['atLeast'] !== undefined || found['orMore'] !== undefined) return range(low, Infinity)
  if (found['moreThan'] !== undefined) return range(low + 1, Infinity)
  if (found['exactly'] !== undefined) return range(low, low)
  const about = range(Math.ceil(low * (1 - tolerance)), Math.floor(low * (1 + tolerance)))
  if (found['about'] !== undefined) return about
  if (found['fact'] !== undefined) return null
  // "one word", "ein Wort", "un mot" is as often an article with a noun as a number.
  if (low === 1 && unit !== 'sentence' && unit !== 'paragraph' && found['inside'] === undefined) return null
  return unit === 'word' || unit === 'character' ? about : range(low, low)
}

function toNumber(text: string | undefined, numbers: Readonly<Record<string, number>>): number | null {
  if (text === undefined) return null
  return numbers[text.toLowerCase()] ?? Number(text.replaceAll(/[.,]/g, ''))
}

function limitPattern({ limits }: Lexicon): RegExp {
  const number = `\\d{1,3}(?:[.,]\\d{3}){1,2}|\\d{1,7}|${Object.keys(limits.numbers)
    .sort((a, b) => b.length - a.length)
    .join('|')}`
  const group = (name: keyof typeof limits) => `(?<${name}>${String(limits[name])})\\s+`
  const comparison = (['atMost', 'lessThan', 'atLeast', 'moreThan', 'exactly', 'about'] as const).map(group).join('|')
  const { item, bullet, ...measures } = limits.units
  const units = Object.entries(measures)
    .map(([name, words]) => `(?<${name}>${words})`)
    .join('|')
  const things = `(?:\\p{L}+[ -]){0,2}?(?:(?<bullet>${bullet})|(?<item>${item}))`
  return pattern(
    `(?<![\\p{L}\\p{N}])(?:${group('fact')})?(?:${group('inside')})?(?:${comparison})?` +
      `(?<low>${number})(?:\\s*(?:${limits.to})\\s*(?<high>${number}))?[ -](?:${units}|${things})(?![\\p{L}\\p{N}])` +
      `(?:,?\\s+(?:(?<orFewer>${limits.orFewer})|(?<orMore>${limits.orMore}))(?![\\p{L}\\p{N}]))?`,
    'giu',
  )
}
