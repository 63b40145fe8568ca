import type { TokenUsage } from '../contract/refinement-events.ts'
import type { RunPrices } from '../contract/run-input.ts'

type Price = { readonly input: number; readonly output: number }

/** The simulator runs in this process and costs nothing. */
const free: Price = { input: 0, output: 0 }

/** USD per million tokens; null: not known. Runs of before prices were recorded know none. */
export const priceOf = (model: string, prices: RunPrices | undefined): Price | null =>
  model.startsWith('simulator:') ? free : (prices?.[model] ?? null)

/** USD of so many tokens, rounded to a hundredth of a millionth: below that is only the noise of the arithmetic. */
export const usdOf = ({ inputTokens, outputTokens }: TokenUsage, { input, output }: Price): number =>
  Math.round(inputTokens * input * 100 + outputTokens * output * 100) / 1e8

/**
 * What the calls that answered have cost, in USD, at the prices of the day the run was accepted. `usd` is null as soon as
 * a model was asked whose price is not known: a sum without it would be taken for the whole.
 *
 * An upper bound where a provider charges less for input that it still has in its cache, since that is not reported to us.
 * Not in it: calls that failed, which a provider may charge without telling.
 */
export function costOf(
  usageByModel: Readonly<Record<string, TokenUsage>>,
  prices: RunPrices | undefined,
): { readonly usd: number | null; readonly unknown: readonly string[] } {
  const unknown = Object.keys(usageByModel).filter((model) => priceOf(model, prices) === null)
  if (unknown.length > 0) return { usd: null, unknown }
  const usd = Object.entries(usageByModel).reduce((sum, [model, usage]) => {
    const price = priceOf(model, prices)
    return price === null ? sum : sum + usdOf(usage, price)
  }, 0)
  return { usd: Math.round(usd * 1e8) / 1e8, unknown: [] }
}
