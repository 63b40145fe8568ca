import type { PromptReading } from './prompt-reading.ts'
import type { SeededChoice } from './seeded-choice.ts'
import type { Quality } from './stated-qualities.ts'

/** The mistakes of one answer. */
export interface Flaws {
  /** Begins with chatter instead of the answer. */
  readonly chatter: boolean
  /** Goes on without saying anything new. */
  readonly rambling: boolean
  /** Rambles on until it is cut off in the middle of a word, as by a length limit. */
  readonly cut: boolean
  /** So many items more (or fewer) than asked for. */
  readonly miscount: number
  /** Takes no notice of the stated format. */
  readonly formless: boolean
  /** Grows beyond the stated length. */
  readonly overlong: boolean
  /** The key terms that it leaves out. */
  readonly omitted: ReadonlySet<string>
}

/** Clarity from which on no mistake is made. */
export const enoughClarity = 0.8

/**
 * The probability of each mistake at clarity 0, and what a prompt can state against it. The probability falls in a
 * straight line to 0 at `enoughClarity`. Published in docs/simulator.md.
 */
export const flawRules: Readonly<Record<keyof Flaws, { probability: number; preventedBy: readonly Quality[] }>> = {
  chatter: { probability: 0.9, preventedBy: ['constraints', 'check'] },
  rambling: { probability: 0.9, preventedBy: ['length'] },
  cut: { probability: 0.5, preventedBy: ['length'] },
  miscount: { probability: 0.7, preventedBy: ['check', 'examples'] },
  formless: { probability: 0.5, preventedBy: ['check', 'examples'] },
  overlong: { probability: 0.6, preventedBy: ['check'] },
  omitted: { probability: 0.7, preventedBy: ['criteria', 'check'] },
}

/** What is left of a probability when the prompt states something against the mistake. */
export const preventedShare = 0.15

/**
 * `luck` depends on the request alone and not on how it is put: what changes in an answer when a prompt is rewritten
 * comes from the rewriting.
 */
export function flawsOf({ clarity, stated, format, limits, terms }: PromptReading, luck: SeededChoice): Flaws {
  const unclear = Math.max(0, 1 - clarity / enoughClarity)
  const makes = (flaw: keyof Flaws, label = '') => {
    const { probability, preventedBy } = flawRules[flaw]
    const share = preventedBy.some((quality) => stated.has(quality)) ? preventedShare : 1
    return luck.chance(`${flaw} ${label}`, probability * share * unclear)
  }
  const rambling = makes('rambling')
  return {
    chatter: makes('chatter'),
    rambling,
    cut: rambling && makes('cut'),
    miscount: format.items !== undefined && makes('miscount') ? (luck.chance('fewer', 0.5) ? -1 : 2) : 0,
    formless: format.isStated && makes('formless'),
    overlong: Object.keys(limits).length > 0 && makes('overlong'),
    omitted: new Set(terms.filter((term) => makes('omitted', term))),
  }
}
