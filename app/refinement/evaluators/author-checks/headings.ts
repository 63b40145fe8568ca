import { fold } from '../../text/words.ts'
import { failed, passed } from '../check.ts'
import { amount, literal, names } from './demand.ts'
import { splitFences } from './fences.ts'
import type { Kinds } from './kind.ts'
import { inRange, refuseRange } from './range.ts'

const atx = /^ {0,3}#{1,6}[ \t]+(\S.*)$/u
const boldLine = /^(\*\*|__)([^*_\n]+)\1:?$/u

/** To compare headings: no case or accents, no numbering, emphasis, closing #s or colon. */
const bare = (heading: string): string =>
  fold(heading)
    .replaceAll(/[*_`#]/gu, '')
    .trim()
    .replace(/^(?:\d{1,3}[.)]|[ivxlc]{1,6}\.)\s+/u, '')
    .replace(/\s*:$/u, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()

const atxHeadings = (text: string): readonly string[] =>
  splitFences(text).outside.flatMap((line) => atx.exec(line)?.[1] ?? [])

/** Lines that may be headings, in order. */
const possibleHeadings = (text: string): readonly string[] =>
  splitFences(text).outside.flatMap((line) => {
    const trimmed = line.trim()
    const title = atx.exec(line)?.[1] ?? boldLine.exec(trimmed)?.[2] ?? (trimmed.endsWith(':') ? trimmed : null)
    return title === null ? [] : [bare(title)]
  })

/** How many of the wanted ones are found, each after the one before it. */
function foundInOrder(wanted: readonly string[], found: readonly string[]): readonly boolean[] {
  let from = 0
  return wanted.map((heading) => {
    const at = found.indexOf(heading, from)
    if (at >= 0) from = at + 1
    return at >= 0
  })
}

export const headingKinds: Kinds<'heading-count' | 'headings' | 'section-count'> = {
  'heading-count': {
    refuse: refuseRange,
    demand: (range) => `The answer has ${amount(range, 'heading')}, each marked by “#” at the start of its line.`,
    run: (range, { text }) => inRange(atxHeadings(text).length, range, 'headings'),
  },

  headings: {
    demand: ({ headings, inOrder = true }) =>
      `${inOrder ? 'In this order, the' : 'The'} answer has the headings: ${names(headings)}.`,
    refuse: ({ headings }) =>
      headings.some((heading) => bare(heading) === '') ? 'expected headings, found one without a letter' : null,
    run: ({ headings, inOrder = true }, { text }) => {
      const [wanted, found] = [headings.map(bare), possibleHeadings(text)]
      const ordered = inOrder ? foundInOrder(wanted, found) : wanted.map((heading) => found.includes(heading))
      const wrong = headings.filter((_, index) => !ordered[index])
      if (wrong.length === 0)
        return passed(`Found the headings ${headings.join(', ')}${inOrder ? ', in this order' : ''}`)
      const missing = wrong.filter((heading) => !found.includes(bare(heading)))
      const misplaced = wrong.filter((heading) => !missing.includes(heading))
      const problems = [
        ...(missing.length > 0 ? [`without ${missing.map((heading) => `“${heading}”`).join(', ')}`] : []),
        ...(misplaced.length > 0
          ? [`with ${misplaced.map((heading) => `“${heading}”`).join(', ')} in another place`]
          : []),
      ]
      return failed(
        `Expected the headings ${headings.join(', ')}${inOrder ? ' in this order' : ''}, found the answer ${problems.join(' and ')}`,
        1 - wrong.length / headings.length,
      )
    },
  },

  'section-count': {
    demand: ({ label, ...range }) =>
      `The answer has ${amount(range, 'section')}, each marked by ${literal(label)} and its number at the start of a line.`,
    refuse: refuseRange,
    run: ({ label, ...range }, { text }) => {
      const wanted = label.normalize('NFC').trim().toLowerCase()
      const found = text.split('\n').filter((line) => {
        const start = line
          .trimStart()
          .replace(/^[#*_]{1,6}[ \t]*/u, '')
          .toLowerCase()
        return start.startsWith(wanted) && /^[ \t]*\d/u.test(start.slice(wanted.length))
      })
      return inRange(found.length, range, `sections marked “${label} 1”, “${label} 2”, … at the start of a line`)
    },
  },
}
