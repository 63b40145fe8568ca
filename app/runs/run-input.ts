import type { StartRefinement } from '../contract/refinements.ts'
import type { RunInput, RunPrices } from '../contract/run-input.ts'
import { AppError } from '../errors.ts'
import type { Models } from '../llm/model-client.ts'
import { whyRefused } from '../refinement/evaluators/author-checks/acceptance.ts'

/** What a request gets that does not say; the contract documents the same values. */
export const defaults = { temperature: 0.7, iterations: 4, maxTokens: 50_000, comparisons: 8 } as const

/**
 * Everything that a run goes by, settled when it is accepted: what is known of prices changes, a run does not.
 * @throws AppError MODEL_UNKNOWN, INVALID_REQUEST when money is limited and a model has no known price, or a check
 * that the author states cannot be judged
 */
export function inputOf(
  request: StartRefinement,
  models: Pick<Models, 'resolve' | 'describe' | 'defaultId'>,
): RunInput {
  const target = request.models?.target ?? models.defaultId
  const { simulated } = models.resolve(target)
  const { maxCalls, maxCost } = request.limits ?? {}
  const prices = pricesOf([target], models)
  const unpriced = Object.keys(prices).filter((id) => prices[id] === null)
  if (maxCost !== undefined && unpriced.length > 0)
    throw new AppError(
      'INVALID_REQUEST',
      `limits.maxCost: expected models with a known price, but that of ${unpriced.join(', ')} is not known; leave the limit out and limit maxTokens and maxCalls, or choose a model that GET /api/v1/models lists with prices`,
    )
  // A request has no inputs yet, so nothing has an expected answer to compare with.
  const refused = whyRefused(request.checks ?? [], { hasExpected: false })
  if (refused.length > 0) throw new AppError('INVALID_REQUEST', refused.join('. '))
  return {
    prompt: request.prompt,
    models: { target },
    temperature: request.temperature ?? defaults.temperature,
    limits: {
      iterations: request.limits?.iterations ?? defaults.iterations,
      maxTokens: request.limits?.maxTokens ?? defaults.maxTokens,
      comparisons: request.limits?.comparisons ?? defaults.comparisons,
      ...(maxCalls !== undefined && { maxCalls }),
      ...(maxCost !== undefined && { maxCost }),
    },
    simulated,
    prices,
    ...(request.checks !== undefined && { checks: request.checks }),
  }
}

function pricesOf(ids: readonly string[], models: Pick<Models, 'describe'>): RunPrices {
  const entries = ids.map((id) => {
    const { prices } = models.describe(id)
    return [id, prices ? { input: prices.input, output: prices.output, asOf: prices.asOf } : null] as const
  })
  return Object.fromEntries(entries)
}
