/** How often two raters said yes and no of the same things. */
export interface Ratings {
  readonly bothYes: number
  /** Yes by the first alone. */
  readonly firstYes: number
  /** Yes by the second alone. */
  readonly secondYes: number
  readonly bothNo: number
}

export interface Kappa {
  /** 1: they always agree; 0: as often as by chance; below: less often. */
  readonly kappa: number
  readonly lower: number
  readonly upper: number
}

/** 97.5th percentile of the standard normal distribution. */
const z = 1.959963984540054

/**
 * Cohen's kappa, the agreement of two raters beyond that by chance (J. Cohen, Educ. Psychol. Meas. 20 (1960) 37-46), with the 95 %
 * interval of its large-sample variance (J. L. Fleiss, J. Cohen, B. S. Everitt, Psychol. Bull. 72 (1969) 323-327), cut to -1..1. The
 * interval is rough below some 30 ratings.
 * @param ratings whole, 0 or more
 * @returns null where it says nothing: without ratings, or when both always said the same one thing
 * @throws RangeError for other numbers
 */
export function cohensKappa(ratings: Ratings): Kappa | null {
  const { bothYes, firstYes, secondYes, bothNo } = ratings
  const counts = [bothYes, firstYes, secondYes, bothNo]
  if (counts.some((count) => !Number.isInteger(count) || count < 0))
    throw new RangeError(`Expected whole counts from 0, found ${counts.join(', ')}`)
  const n = bothYes + firstYes + secondYes + bothNo
  if (n === 0) return null
  const [a, b, c, d] = [bothYes / n, firstYes / n, secondYes / n, bothNo / n]
  const [first, second] = [a + b, a + c]
  const chance = first * second + (1 - first) * (1 - second)
  if (chance === 1) return null
  const kappa = (a + d - chance) / (1 - chance)
  const agreeing = a * (1 - (first + second) * (1 - kappa)) ** 2 + d * (1 - (2 - first - second) * (1 - kappa)) ** 2
  const differing = (1 - kappa) ** 2 * (b * (second + 1 - first) ** 2 + c * (1 - second + first) ** 2)
  const variance = (agreeing + differing - (kappa - chance * (1 - kappa)) ** 2) / (n * (1 - chance) ** 2)
  const half = z * Math.sqrt(Math.max(0, variance))
  return { kappa, lower: Math.max(-1, kappa - half), upper: Math.min(1, kappa + half) }
}
