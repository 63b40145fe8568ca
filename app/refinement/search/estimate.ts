import { askedOf } from './checks.ts'
import type { Candidate } from './position.ts'
import { strategy } from './strategy.ts'

/** What is believed of a version's true mean score over all inputs. */
export interface Estimate {
  /** Shrunk towards its relatives, so the best of many lucky ones does not look as good as it was lucky. */
  readonly mean: number
  /** Variance of that belief. */
  readonly variance: number
  /** Scores that it rests on. */
  readonly count: number
}

/** The author's prompt can be anything in 0..1. */
const originVariance = 0.25
/** Variance of one score around its version's mean before any is seen, and how many scores that guess weighs. */
const guessedNoise = 0.08
const guessWeight = 6
/** How far inputs differ in difficulty: standard deviation 0.15. */
const inputVariance = 0.0225
const rounds = 3

interface Terms {
  /** Inputs that the search measures by. */
  readonly inputs: number
  /** How far a rewrite is expected to raise the mean score. */
  readonly drift: number
}

interface Scored {
  readonly version: number
  readonly input: number
  readonly score: number
}

/**
 * Beliefs about all versions from all measurements at once. The model: a score is the version's worth plus the input's
 * difficulty plus noise; a version's worth is its parent's plus a step. All normal, so the best estimate follows exactly by
 * passing messages through the tree of versions (Pearl's belief propagation), in time linear in versions and scores.
 * Inputs' difficulties are fitted in turn with the worths (backfitting).
 */
export function estimate(candidates: readonly Candidate[], { inputs, drift }: Terms): Estimate[] {
  const scores = candidates.flatMap((candidate) => {
    const { fresh } = askedOf(candidate, candidate.parent === null ? undefined : candidates[candidate.parent], inputs)
    return fresh.flatMap(({ input, score }) => (score === null ? [] : [{ version: candidate.version, input, score }]))
  })
  let difficulties = new Map<number, number>()
  let beliefs: Estimate[] = []
  let noise = guessedNoise
  for (let round = 0; round < rounds; round += 1) {
    beliefs = passMessages(candidates, scores, difficulties, { noise, drift })
    const residual = ({ version, score }: Scored) => score - (beliefs[version]?.mean ?? 0)
    difficulties = fitDifficulties(scores, residual, noise)
    const squares = scores.reduce(
      (total, each) => total + (residual(each) - (difficulties.get(each.input) ?? 0)) ** 2,
      0,
    )
    noise = (guessedNoise * guessWeight + squares) / (guessWeight + scores.length)
  }
  return beliefs
}

function fitDifficulties(scores: readonly Scored[], residual: (score: Scored) => number, noise: number) {
  const sums = new Map<number, { total: number; count: number }>()
  for (const each of scores) {
    const sum = sums.get(each.input) ?? { total: 0, count: 0 }
    sums.set(each.input, { total: sum.total + residual(each), count: sum.count + 1 })
  }
  return new Map([...sums].map(([input, { total, count }]) => [input, total / (count + noise / inputVariance)]))
}

/** A belief as information: precision, and precision times mean. Independent information adds up. */
interface Information {
  precision: number
  weighted: number
}

function passMessages(
  candidates: readonly Candidate[],
  scores: readonly Scored[],
  difficulties: ReadonlyMap<number, number>,
  { noise, drift }: { readonly noise: number; readonly drift: number },
): Estimate[] {
  const own: (Information & { count: number })[] = candidates.map(() => ({ precision: 0, weighted: 0, count: 0 }))
  for (const { version, input, score } of scores) {
    const at = own[version]
    if (at === undefined) throw new Error(`Expected candidates by version, found no version ${version}`)
    at.precision += 1 / noise
    at.weighted += (score - (difficulties.get(input) ?? 0)) / noise
    at.count += 1
  }
  // From the leaves: what a version and its descendants say of its parent.
  const below = own.map(({ precision, weighted }) => ({ precision, weighted }))
  const upward: Information[] = own.map(() => ({ precision: 0, weighted: 0 }))
  for (const { version, parent } of candidates.toReversed()) {
    const said = blurred(below[version], -drift)
    upward[version] = said
    const target = parent === null ? undefined : below[parent]
    if (target === undefined) continue
    target.precision += said.precision
    target.weighted += said.weighted
  }
  // From the root: what all others say of a version.
  const whole: Information[] = []
  for (const { version, parent } of candidates) {
    const above = parent === null ? undefined : whole[parent]
    const back = upward[version] ?? none
    const from =
      above === undefined
        ? { precision: 1 / originVariance, weighted: 0.5 / originVariance }
        : blurred({ precision: above.precision - back.precision, weighted: above.weighted - back.weighted }, drift)
    const here = below[version] ?? none
    whole[version] = { precision: here.precision + from.precision, weighted: here.weighted + from.weighted }
  }
  return candidates.map(({ version }) => {
    const { precision, weighted } = whole[version] ?? none
    return { mean: weighted / precision, variance: 1 / precision, count: own[version]?.count ?? 0 }
  })
}

const none: Information = { precision: 0, weighted: 0 }

/** The information one step further away, where the mean is expected to be `drift` higher. */
function blurred({ precision, weighted }: Information = none, drift: number): Information {
  const factor = 1 / (1 + strategy.step ** 2 * precision)
  return { precision: precision * factor, weighted: (weighted + drift * precision) * factor }
}
