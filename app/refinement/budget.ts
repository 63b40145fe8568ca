import type { RunState } from './run-state.ts'

/** Fewest output tokens a call is worth making for. */
const fewestOutputTokens = 256
/** Most output tokens asked of one call. */
const mostOutputTokens = 4_096

/** What one call may cost. `needed` counts tokens of the prompt plus those set aside for the answer. */
export type CallBudget =
  | { readonly affordable: true; readonly maxOutputTokens: number }
  | { readonly affordable: false; readonly needed: number; readonly left: number }

/**
 * Tokens that a text takes, estimated: UTF-8 bytes / 4, rounded up. For English that is the usual "4 characters a token";
 * scripts of 2 or 3 bytes a character, which tokenisers cut finer, count more. No tokeniser fits every provider.
 */
export const estimateTokens = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / 4)

/**
 * Whether the run's remaining tokens pay for asking `prompt`. Set aside for the answer is what the longest answer so far
 * took (256..4,096): under a tighter cap than the versions before it, a version would be judged by a cut answer.
 * The limit can be passed by as much as the estimate of one prompt is short.
 */
export function callBudget(state: RunState, prompt: string, maxTokens: number): CallBudget {
  const left = Math.max(0, maxTokens - state.usage.inputTokens - state.usage.outputTokens)
  const input = estimateTokens(prompt)
  const answer = Math.min(mostOutputTokens, Math.max(fewestOutputTokens, state.longestAnswerTokens))
  if (input + answer > left) return { affordable: false, needed: input + answer, left }
  return { affordable: true, maxOutputTokens: Math.min(mostOutputTokens, left - input) }
}
