import type { Provider } from '../contract/models.ts'
import type { TokenUsage } from '../contract/refinement-events.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import type { ModelClient, ModelFacts } from './model-client.ts'
import type { Asked, ProviderHealth } from './provider-health.ts'

/** One finished completion call, for metrics. `model` is what the request named: bound it before making it a label. */
export interface ObservedCall {
  readonly provider: Provider
  readonly model: string
  readonly outcome: 'ok' | ErrorCode
  readonly durationMs: number
  /** Zero when the call failed. */
  readonly usage: TokenUsage
  /** What `usage` costs; null: the model has no known price. */
  readonly usd: number | null
}

export type ObserveCall = (call: ObservedCall) => void

/** The same client, reporting each outcome. An aborted call has none: nobody waited for it any more. */
export function observedClient(
  client: ModelClient,
  health: ProviderHealth,
  { observe, pricesOf }: { readonly observe: ObserveCall; readonly pricesOf: (model: string) => ModelFacts['prices'] },
): ModelClient {
  const { provider } = client
  const noted = async <T>(asked: Asked, work: Promise<T>): Promise<T> => {
    try {
      const result = await work
      health.succeeded(provider, asked)
      return result
    } catch (error) {
      health.failed(provider, asked, error)
      throw error
    }
  }
  return {
    provider,
    async complete(request, signal) {
      const startedAt = performance.now()
      const report = (outcome: 'ok' | ErrorCode, usage: TokenUsage) => {
        const prices = pricesOf(request.model)
        const usd = prices && (usage.inputTokens * prices.input + usage.outputTokens * prices.output) / 1e6
        const durationMs = performance.now() - startedAt
        observe({ provider, model: request.model, outcome, durationMs, usage, usd })
      }
      try {
        const completion = await noted('completion', client.complete(request, signal))
        report('ok', completion.usage)
        return completion
      } catch (error) {
        if (error instanceof AppError) report(error.code, { inputTokens: 0, outputTokens: 0 })
        throw error
      }
    },
    list: (signal) => noted('listing', client.list(signal)),
  }
}
