/** 97.5th percentile of the standard normal distribution: 95 % lie between minus this and this. */
const z = 1.959963984540054

/**
 * Wilson's interval for a rate, which covers it in about 95 % of samples, at small numbers and at 0 or 1 too (E. B. Wilson, JASA 22
 * (1927) 209-212). null without trials: nothing is known then.
 * @param hits 0..trials, whole
 * @throws RangeError for other numbers
 */
export function wilsonInterval(
  hits: number,
  trials: number,
): { readonly lower: number; readonly upper: number } | null {
  if (!Number.isInteger(hits) || !Number.isInteger(trials) || hits < 0 || hits > trials)
    throw new RangeError(`Expected whole hits from 0 to trials, found ${hits} of ${trials}`)
  if (trials === 0) return null
  const rate = hits / trials
  const scale = 1 + z ** 2 / trials
  const centre = rate + z ** 2 / (2 * trials)
  const half = z * Math.sqrt((rate * (1 - rate)) / trials + (z / (2 * trials)) ** 2)
  // At 0 and 1 the bound is the rate itself; rounding must not put it outside.
  return {
    lower: hits === 0 ? 0 : Math.max(0, (centre - half) / scale),
    upper: hits === trials ? 1 : Math.min(1, (centre + half) / scale),
  }
}

/**
 * Two-sided exact sign test: the chance of wins and losses at least this uneven when both are equally likely. Ties are left out,
 * as they speak for neither. 1 without wins and losses.
 * @param wins whole, 0 or more
 * @param losses whole, 0 or more
 * @returns 0..1
 * @throws RangeError for other numbers
 */
export function signTest(wins: number, losses: number): number {
  if (![wins, losses].every((count) => Number.isInteger(count) && count >= 0))
    throw new RangeError(`Expected whole numbers of wins and losses, found ${wins} and ${losses}`)
  const trials = wins + losses
  if (wins === losses) return 1
  // Logarithms, because 2^-trials is no number any more beyond 1,074.
  let log = -trials * Math.LN2
  let tail = 0
  for (let count = 0; count <= Math.min(wins, losses); count += 1) {
    tail += Math.exp(log)
    log += Math.log((trials - count) / (count + 1))
  }
  return Math.min(1, 2 * tail)
}
