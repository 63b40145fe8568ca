import { costOf, priceOf, usdOf } from './cost.ts'
import type { RunState } from './run-state.ts'

/** Fewest output tokens a call is worth making for. */
const fewestOutputTokens = 256
/** Most output tokens asked of one call. */
export const mostOutputTokens = 4_096

/** A limit that the next call would break: `needed` and `left` in its own unit (tokens, calls, USD). */
export interface Shortfall {
  readonly affordable: false
  readonly limit: 'maxTokens' | 'maxCalls' | 'maxCost'
  /** null: nobody knows, because the model has no known price. */
  readonly needed: number | null
  readonly left: number
}

/** What one call may take. */
export type CallBudget = { readonly affordable: true; readonly maxOutputTokens: number } | Shortfall

/**
 * Tokens that a text takes, estimated: UTF-8 bytes / 4, rounded up. For English that is the usual "4 characters a token";
 * scripts of 2 or 3 bytes a character, which tokenisers cut finer, count more. No tokeniser fits every provider.
 */
export const estimateTokens = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / 4)

/**
 * Whether what the run's limits leave pays for asking `prompt` of `model`: one more call, its tokens, and its money at the
 * worst, which is the whole answer it may write. Calls, tokens and money of all roles count together.
 *
 * Set aside for the answer is what the longest answer so far took (256..4,096 tokens): under a tighter cap than the
 * versions before it, a version would be judged by a cut answer.
 *
 * What is spent is what providers reported, so a limit can be passed by one call only, the last, and by no more than that
 * call took beyond its estimate: a prompt of more tokens than estimated, a provider that ignores the cap on the answer.
 * Beyond our knowledge is what a provider charges for calls that failed and for attempts that were repeated inside a
 * call, or above the catalogue's price (writing into its cache).
 * @throws Error when the run has not started.
 */
export function callBudget(state: RunState, prompt: string, model: string): CallBudget {
  const { input: run, usage, calls, pendingCall, longestAnswerTokens } = state
  if (run === null) throw new Error('Expected a run that begins with run.started, found no event')
  const { maxTokens, maxCalls = Number.POSITIVE_INFINITY, maxCost } = state.limits ?? run.limits
  // A call that is repeated after a crash is counted already.
  const callsLeft = maxCalls - calls + (pendingCall === null ? 0 : 1)
  if (callsLeft < 1) return { affordable: false, limit: 'maxCalls', needed: 1, left: 0 }

  const left = Math.max(0, maxTokens - usage.inputTokens - usage.outputTokens)
  const input = estimateTokens(prompt)
  const answer = Math.min(mostOutputTokens, Math.max(fewestOutputTokens, longestAnswerTokens))
  if (input + answer > left) return { affordable: false, limit: 'maxTokens', needed: input + answer, left }
  const affordable = Math.min(mostOutputTokens, left - input)
  if (maxCost === undefined) return { affordable: true, maxOutputTokens: affordable }

  const { usd } = costOf(state.usageByModel, run.prices)
  const price = priceOf(model, run.prices)
  // Refused when the run was asked for; holds for a run that came here in another way.
  if (usd === null || price === null) return { affordable: false, limit: 'maxCost', needed: null, left: maxCost }
  const usdLeft = Math.max(0, maxCost - usd)
  const needed = usdOf({ inputTokens: input, outputTokens: answer }, price)
  // Nor does a free model go on with a run that has passed its limit.
  if (needed > usdLeft || usd > maxCost) return { affordable: false, limit: 'maxCost', needed, left: usdLeft }
  const paid = price.output === 0 ? affordable : Math.floor((usdLeft * 1e6 - input * price.input) / price.output)
  return { affordable: true, maxOutputTokens: Math.max(answer, Math.min(affordable, paid)) }
}

/** USD for a sentence: small amounts keep their digits. */
export const usdText = (usd: number): string => `${Number(usd.toPrecision(usd < 1 ? 2 : 4))} USD`

/** Why the next call is not made, as a clause that begins with "the next call". */
export function shortfallText({ limit, needed, left }: Shortfall): string {
  if (limit === 'maxCalls') return 'the next call would be one more than the run’s limit of calls'
  if (limit === 'maxTokens')
    return `the next call needs about ${needed} tokens, and ${left} of the run’s limit are left`
  if (needed === null) return 'the next call has no known price, and the run has a limit of money'
  return `the next call may cost ${usdText(needed)}, and ${usdText(left)} of the run’s limit are left`
}
