import { scattered } from './scattered.ts'

/** What the comparison of two prompts over the same inputs comes to. */
export interface PairedComparison {
  /** `no-difference-shown` is not "equal": it says that these pairs do not tell. */
  readonly verdict: 'better' | 'worse' | 'no-difference-shown'
  readonly pairs: number
  /** Mean of the differences, challenger minus champion; 0 without pairs. */
  readonly mean: number
  /** Interval that covers the true mean difference in 95 % of comparisons; null below `leastPairs`. */
  readonly interval: { readonly lower: number; readonly upper: number } | null
}

/** With fewer pairs no outcome whatever is rarer than 1 in 40 by luck alone (2^-5 > 0.025), so nothing can be shown. */
export const leastPairs = 6

/** Chance of an interval that misses on one side: "better" where nothing differs, at most. */
const tail = 0.025

/** Up to this number of pairs all subsets are taken, above it a fixed family of them. */
const mostEnumerated = 12
const sampledSubsets = 1_999

/**
 * Compares by the differences of scores on the same inputs.
 *
 * The interval is made of the means of subsets of the differences ("typical values", Hartigan, JASA 64 (1969) 1303-1317):
 * where differences are symmetric around the truth, as those of a prompt against itself are, each gap between two
 * neighbouring subset means holds the truth with the same chance. So "better" comes up in at most 2.5 % of comparisons of a prompt with itself, for
 * any number of pairs and any distribution. The percentile bootstrap says so in up to 4.6 % at 6 pairs, and Student's t, at
 * 12, in 2.6 % (differences of pass and fail, 1,000 repetitions each, tried before this was chosen).
 *
 * The same differences give the same answer, in any order: nothing is drawn.
 *
 * @param differences challenger minus champion, one for each input
 * @throws RangeError for a difference that is no finite number
 */
export function comparePaired(differences: readonly number[]): PairedComparison {
  const broken = differences.find((difference) => !Number.isFinite(difference))
  if (broken !== undefined) throw new RangeError(`Expected differences of scores, found ${broken}`)
  const pairs = differences.length
  const mean = pairs === 0 ? 0 : sum(differences) / pairs
  if (pairs < leastPairs) return { verdict: 'no-difference-shown', pairs, mean, interval: null }

  const means = subsetMeans(differences.toSorted((a, b) => a - b)).sort()
  // The first value is the `rank`-th smallest: the chance to be below it is rank / (number of gaps).
  const rank = Math.floor(tail * (means.length + 1))
  const lower = means[rank - 1] ?? Number.NEGATIVE_INFINITY
  const upper = means[means.length - rank] ?? Number.POSITIVE_INFINITY
  const verdict = lower > 0 ? 'better' : upper < 0 ? 'worse' : 'no-difference-shown'
  return { verdict, pairs, mean, interval: { lower, upper } }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function subsetMeans(values: readonly number[]): Float64Array {
  const isExact = values.length <= mostEnumerated
  const means = new Float64Array(isExact ? 2 ** values.length - 1 : sampledSubsets)
  for (let at = 0; at < means.length; at += 1) {
    const has = isExact ? (index: number) => ((at + 1) >> index) % 2 === 1 : sampledSubset(at, values.length)
    const chosen = values.filter((_, index) => has(index))
    means[at] = sum(chosen) / chosen.length
  }
  return means
}

/** A subset that is not empty, each member in it with chance one half. The same number and size, the same subset. */
function sampledSubset(number: number, size: number): (index: number) => boolean {
  for (let attempt = 0; ; attempt += 1) {
    const has = (index: number) => scattered(number, attempt, index) < 0.5
    for (let index = 0; index < size; index += 1) if (has(index)) return has
  }
}
