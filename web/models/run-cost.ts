import type { TokenUsage } from '../../app/contract/refinement-events.ts'
import type { RunInput } from '../../app/contract/run-input.ts'

/** Tokens by the id of the model that took them. */
export type UsageByModel = Readonly<Record<string, TokenUsage>>

/**
 * What the calls have cost so far, in USD, at the prices that the run recorded; null when one of them is not known. The
 * simulator costs nothing.
 */
export function costSoFar(usage: UsageByModel, prices: RunInput['prices']): number | null {
  let usd = 0
  for (const [model, { inputTokens, outputTokens }] of Object.entries(usage)) {
    if (model.startsWith('simulator:')) continue
    const price = prices?.[model]
    if (price == null) return null
    usd += (inputTokens * price.input + outputTokens * price.output) / 1e6
  }
  return usd
}
