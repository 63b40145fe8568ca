import type { Lesson } from '../../contract/lessons.ts'
import type { UpliftEstimate } from './uplift-estimate.ts'

/** Runs in which a lesson must have been measured before it can be retired for what it did. */
export const leastTrials = 8
/** Runs after which a lesson that shows no gain does not go on: its place is better used for another one. */
export const settledTrials = 60
/** Runs that are counted, the latest ones: models change, and what helped once may have stopped helping. */
export const mostTrials = 200

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
  const why = estimate === null ? null : whyNot(trials, estimate)
  return why === null
    ? { state: 'active', retired: null }
    : { state: 'retired', retired: { by: 'measurement', reason: why } }
}

function whyNot(trials: number, { mean, lower, upper }: UpliftEstimate): string | null {
  const isHarmful = trials >= leastTrials && upper <= 0
  if (!isHarmful && (trials < settledTrials || mean > 0)) return null
  const [by, from, to] = [mean, lower, upper].map((value) => (100 * value).toFixed(1))
  const than = isHarmful ? 'less than' : 'no more than'
  return `Over ${trials} runs those with it gained ${than} those without: ${by} points of 100 (95 % interval ${from} to ${to})`
}
