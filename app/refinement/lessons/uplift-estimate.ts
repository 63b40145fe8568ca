/** What some runs gained: how many, the sum of their gains and of the squares of these. A gain is a difference of scores, -1..1. */
export interface Gains {
  readonly runs: number
  readonly sum: number
  readonly squares: number
}

export const noGains: Gains = { runs: 0, sum: 0, squares: 0 }

export const gainsOf = (gains: readonly number[]): Gains => ({
  runs: gains.length,
  sum: gains.reduce((sum, gain) => sum + gain, 0),
  squares: gains.reduce((sum, gain) => sum + gain * gain, 0),
})

export const meanGain = ({ runs, sum }: Gains): number | null => (runs === 0 ? null : sum / runs)

/** How much more runs gain with a lesson than without. */
export interface UpliftEstimate {
  readonly mean: number
  readonly lower: number
  readonly upper: number
}

/** Effects of single lessons are thought to lie around 0 with this standard deviation before anything is measured. */
const priorSpread = 0.1
/** How far apart the gains of two runs are thought to be before any are seen (standard deviation), and for how many runs that counts. */
const priorRunSpread = 0.15
const priorRuns = 4
/** Of the normal distribution: 2.5 % lie beyond on each side. */
const quantile = 1.96

/**
 * The uplift of a lesson from runs that were offered it and runs that were drawn to go without; null until there are both.
 *
 * The difference of the two means, drawn towards 0 as normal data with a normal prior are (Gelman et al., Bayesian Data
 * Analysis, 3rd ed., 2.5): with difference d, its squared standard error s^2 and prior variance t^2 the mean is
 * d t^2 / (t^2 + s^2) and its variance s^2 t^2 / (t^2 + s^2). s^2 is the pooled variance of gains within the two kinds of runs
 * times (1/n + 1/m), where a prior guess stands for four runs (the scaled inverse chi-square of 2.6 there), so that two runs that
 * happen to agree prove nothing.
 */
export function estimateUplift(offered: Gains, withheld: Gains): UpliftEstimate | null {
  const [mine, others] = [meanGain(offered), meanGain(withheld)]
  if (mine === null || others === null) return null
  const within = Math.max(0, deviations(offered, mine)) + Math.max(0, deviations(withheld, others))
  const variance = (priorRuns * priorRunSpread ** 2 + within) / (priorRuns + offered.runs + withheld.runs - 2)
  const error = variance * (1 / offered.runs + 1 / withheld.runs)
  const trust = priorSpread ** 2 / (priorSpread ** 2 + error)
  const mean = (mine - others) * trust
  const half = quantile * Math.sqrt(error * trust)
  return { mean, lower: mean - half, upper: mean + half }
}

/** Squared deviations from the mean; rounding can bring it below 0. */
const deviations = ({ runs, squares }: Gains, mean: number): number => squares - runs * mean * mean
