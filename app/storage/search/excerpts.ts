import type { SearchMatch } from '../../contract/refinements.ts'
import type { SearchQuery, Term } from './search-query.ts'
import { type Word, wordsOf } from './words.ts'

/** About two lines of the page. */
const excerptLength = 160
/** How much of the text stands before the first match. */
const lead = 40

type Range = SearchMatch['ranges'][number]

/** Where the words of a query stand in a text: the part of it that has most of them. null: nowhere. */
export function excerptOf(text: string, { wanted }: SearchQuery): Omit<SearchMatch, 'field'> | null {
  const words = [...wordsOf(text)]
  const found = wanted.flatMap((term) => rangesOf(words, term)).sort((a, b) => a.start - b.start)
  const first = densest(found)
  if (first === undefined) return null
  const start = beginningOf(words, Math.max(0, first.start - lead))
  const end = endOf(words, start, Math.max(start + excerptLength, first.end))
  const ranges = joined(found.filter((range) => range.start >= start && range.end <= end))
  return {
    start,
    text: text.slice(start, end),
    ranges: ranges.map((range) => ({ start: range.start - start, end: range.end - start })),
  }
}

function rangesOf(words: readonly Word[], { words: wanted, isPrefix }: Term): Range[] {
  const matches = (at: number) =>
    wanted.every((want, index) => {
      const word = words[at + index]?.word
      return isPrefix && index === wanted.length - 1 ? word?.startsWith(want) : word === want
    })
  return words.flatMap(({ start }, index) => {
    const last = words[index + wanted.length - 1]
    return last !== undefined && matches(index) ? [{ start, end: last.end }] : []
  })
}

/** The match after which most others follow closely. */
function densest(found: readonly Range[]): Range | undefined {
  let [best, most, next] = [found[0], 0, 0]
  for (const [index, range] of found.entries()) {
    while (next < found.length && (found[next]?.end ?? 0) <= range.start + excerptLength - lead) next++
    if (next - index > most) [best, most] = [range, next - index]
  }
  return best
}

/** Not in the middle of a word. */
const beginningOf = (words: readonly Word[], at: number): number =>
  at === 0 ? 0 : (words.find(({ start }) => start >= at)?.start ?? at)

const endOf = (words: readonly Word[], from: number, at: number): number =>
  words.findLast(({ start, end }) => start >= from && end <= at)?.end ?? at

/** Ranges that overlap become one. */
function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = []
  for (const range of ranges) {
    const last = result.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else result.push({ ...range })
  }
  return result
}
