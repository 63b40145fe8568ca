import type { RunInput } from '../contract/run-input.ts'
import { estimateTokens } from './budget.ts'
import { costOf } from './cost.ts'
import { fewestJudgements } from './judge/repeats.ts'
import type { RunState } from './run-state.ts'

/** Tokens of an answer before the first one is known. */
const guessedAnswerTokens = 500

/**
 * About how many more answers of the target the run's limits pay for, those of the final comparison set aside: by what an answer
 * has cost so far, rewrites and judgements included. An estimate that plans the search; each call is still checked before it is made.
 */
export function affordableAsks(state: RunState, { limits, prompt, prices, judgeRepeats = 1 }: RunInput): number {
  const { usage, calls, usageByModel } = state
  const answers = state.versions.reduce((sum, version) => sum + version.answers.length, 0)
  const tokens = usage.inputTokens + usage.outputTokens
  const tokensEach = answers === 0 ? estimateTokens(prompt) + guessedAnswerTokens : tokens / answers
  const callsEach = answers === 0 ? 1 : calls / answers
  const { usd } = costOf(usageByModel, prices)
  const usdEach = answers === 0 || usd === null ? 0 : usd / answers
  const left = Math.min(
    (limits.maxTokens - tokens) / tokensEach,
    limits.maxCalls === undefined ? Number.POSITIVE_INFINITY : (limits.maxCalls - calls) / callsEach,
    limits.maxCost === undefined || usd === null || usdEach === 0
      ? Number.POSITIVE_INFINITY
      : (limits.maxCost - usd) / usdEach,
  )
  const asks = Math.max(0, Math.floor(left))
  // Comparisons take at most half of all that the limits pay for: without a search there is nothing to compare.
  const reserve = Math.min(
    // A pair is two answers with a judgement each, and two judgements more for each repetition.
    (1 + fewestJudgements(judgeRepeats)) * ((limits.comparisons ?? 0) + (limits.selfComparisons ?? 0)),
    Math.floor((answers + asks) / 2),
  )
  // The author's prompt is always asked once; if even that cannot be paid for, the call's own check says so.
  return Math.max(answers === 0 ? 1 : 0, asks - reserve)
}
