import type { Lesson } from '../../contract/lessons.ts'
import type { UpliftEstimate } from './uplift-estimate.ts'

/** Runs in which a lesson must have been measured before it can be retired for what it did. */
export const leastTrials = 8

interface Judged {
  /** What the author said when retiring it; null: the author has not. */
  readonly retiredByAuthor: { readonly note: string } | null
  /** Runs since it was last restored, with and without it. */
  readonly trials: number
  readonly estimate: UpliftEstimate | null
}

/**
 * Whether a lesson is still offered, and why not. Follows from what is stored each time it is asked for, so there is no
 * second truth that could lag behind the measurements.
 */
export function standingOf({ retiredByAuthor, trials, estimate }: Judged): Pick<Lesson, 'state' | 'retired'> {
  if (retiredByAuthor !== null) {
    const reason = retiredByAuthor.note === '' ? 'Retired by hand' : retiredByAuthor.note
    return { state: 'retired', retired: { by: 'author', reason } }
  }
  if (estimate === null || trials < leastTrials || estimate.upper > 0) return { state: 'active', retired: null }
  const { mean, lower, upper } = estimate
  const [by, from, to] = [mean, lower, upper].map((value) => (100 * value).toFixed(1))
  const reason = `Over ${trials} runs those with it gained less than those without: ${by} points of 100 (95 % interval ${from} to ${to})`
  return { state: 'retired', retired: { by: 'measurement', reason } }
}
