import { type Estimate, estimate } from './estimate.ts'
import type { Candidate } from './position.ts'

/** A version that is still in the race, and what is believed of it. */
export interface Contender {
  readonly candidate: Candidate
  readonly belief: Estimate
}

/** Neither dropped nor banned, by version. */
export function contendersOf(candidates: readonly Candidate[], inputs: number, drift: number): Contender[] {
  const beliefs = estimate(candidates, { inputs, drift })
  return candidates.flatMap((candidate) => {
    const belief = beliefs[candidate.version]
    return candidate.decision === 'dropped' || candidate.isBanned || belief === undefined ? [] : [{ candidate, belief }]
  })
}

/** The one whose mean plus `optimism` standard deviations is highest; of equals the newest. null when there is none. */
export function highest(contenders: readonly Contender[], optimism: number): Contender | null {
  const worth = ({ belief }: Contender) => belief.mean + optimism * Math.sqrt(belief.variance)
  return contenders.reduce<Contender | null>((a, b) => (a === null || worth(b) >= worth(a) ? b : a), null)
}

/** By how many standard deviations one is believed to be above the other, as if the beliefs were independent (they agree more). */
export const lead = (a: Estimate, b: Estimate): number => (a.mean - b.mean) / Math.sqrt(a.variance + b.variance)

/** For example `0.713 ± 0.082 (9 answers)`. */
export const show = ({ mean, variance, count }: Estimate): string =>
  `${mean.toFixed(3)} ± ${Math.sqrt(variance).toFixed(3)} (${count} ${count === 1 ? 'answer' : 'answers'})`
