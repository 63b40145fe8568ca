import type { Preflight } from '../contract/preflight.ts'
import type { RunInput } from '../contract/run-input.ts'
import { priceOf } from './cost.ts'
import { fewestJudgements } from './judge/repeats.ts'
import { modelOf, type Played, play, roles } from './preflight-play.ts'
import { type Facts, warningsOf } from './preflight-warnings.ts'

/** Answers as long as the budget allows them, to rewrites that say much more than the author did, and a judge of two minds. */
const long = { answerTokens: 4_096, growth: 3, judgements: (most: number) => most }
/** Short answers, what is set aside for one at least, and a judge that agrees with itself. */
const short = { answerTokens: 256, growth: 1.5, judgements: fewestJudgements }

/**
 * What a run gets for its limits, between long answers and short ones. How long answers are is not known before the first;
 * what they add up to is bounded by the limits in either case.
 */
export function preflight(input: RunInput, factsOf: (model: string) => Facts): Preflight {
  const played = [play(input, long), play(input, short)] as const
  const range = (of: (run: Played) => number) => {
    const values = played.map(of)
    return { low: Math.min(...values), high: Math.max(...values) }
  }
  const rewrites = range((run) => run.rewrites)
  const pairs = range((run) => run.pairs)
  const models = [...new Set(roles.filter((role) => played[1].calls[role] > 0).map((role) => modelOf(role, input)))]
  const unknown = models.filter((model) => priceOf(model, input.prices) === null)
  const usd = range((run) => run.usd)
  return {
    rewrites,
    pairs,
    calls: {
      target: range(({ calls }) => calls.target),
      enhancer: range(({ calls }) => calls.enhancer),
      judge: range(({ calls }) => calls.judge),
      total: range(({ calls }) => calls.target + calls.enhancer + calls.judge),
    },
    tokens: range((run) => run.tokens),
    cost: { ...(unknown.length > 0 ? { low: null, high: null } : usd), unknown },
    warnings: warningsOf(input, { rewrites, pairs, unknown, models, factsOf }),
  }
}
