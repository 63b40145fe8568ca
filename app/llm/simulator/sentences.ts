import type { SeededChoice } from './seeded-choice.ts'

/**
 * A sentence about terms is put together from three parts. It speaks of the answer itself and states no fact about the
 * world, so that nobody takes it for knowledge. No part has more than three words: in longer ones readers would find the
 * same phrases again and again.
 */
const openings = [
  'First of all',
  'Next',
  'After that',
  'In this part',
  'At this point',
  'Further on',
  'In plain words',
  'Besides',
  'In turn',
  'Step by step',
  'Likewise',
  'Seen closely',
  'For completeness',
  'To be precise',
  'Within reach',
  'Side by side',
] as const
const middles = [
  'the answer covers',
  'the text reaches',
  'this line concerns',
  'attention turns to',
  'the request mentions',
  'one paragraph treats',
  'readers will meet',
  'a note explains',
  'room remains for',
  'weight falls on',
  'the focus becomes',
  'the outline includes',
  'we look at',
  'some space holds',
  'the order brings',
] as const
const endings = [
  'in its turn',
  'with some care',
  'before moving on',
  'as was asked',
  'and its limits',
  'without much ado',
  'on its own',
  'at due length',
  'and what follows',
  'from near by',
  'once and clearly',
  'down to detail',
  'in few words',
] as const

/** What rambling is made of: sentences that would fit anything. */
const filler = [
  'Generally speaking, there are many sides to this.',
  'It depends on a number of factors, as is so often the case.',
  'There is a lot that could be said here.',
  'In many ways this is an interesting question.',
  'As mentioned, it really depends.',
] as const

export const chatter = 'Sure! Here is a simulated answer for you.'

/** `a`, `a and b`, `a, b and c`. */
export const joined = (terms: readonly string[]): string =>
  terms.length < 2 ? (terms[0] ?? 'the request') : `${terms.slice(0, -1).join(', ')} and ${terms.at(-1)}`

/** Writes the n-th sentence of an answer about these terms; the first one (n = 0) says that it is simulated. */
export type SentenceWriter = (terms: readonly string[], nth: number) => string

/** The lists have lengths without a common divisor, so that the same three parts meet again only after 3,120 sentences. */
export function sentenceWriter(choice: SeededChoice): SentenceWriter {
  const parts = [openings, middles, endings].map((part, at) => choice.shuffled(`part ${at}`, part))
  return (terms, nth) => {
    if (nth === 0) return `Simulated answer about ${joined(terms)}.`
    const [opening, middle, ending] = parts.map((part) => part[nth % part.length])
    return `${opening}, ${middle} ${joined(terms)} ${ending}.`
  }
}

/** So many sentences that would fit anything; they repeat themselves, as rambling does. */
export const fillers = (count: number): string =>
  Array.from({ length: count }, (_, nth) => filler[nth % filler.length]).join(' ')
