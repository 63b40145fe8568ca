import type { Provider } from '../contract/models.ts'
import type { TokenUsage } from '../contract/refinement-events.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import type { ModelClient } from './model-client.ts'
import type { Asked, ProviderHealth } from './provider-health.ts'

/** One finished completion call, for metrics. `model` is what the request named: bound it before making it a label. */
export interface ObservedCall {
  readonly provider: Provider
  readonly model: string
  readonly outcome: 'ok' | ErrorCode
  readonly durationMs: number
  /** Zero when the call failed. */
  readonly usage: TokenUsage
}

export type ObserveCall = (call: ObservedCall) => void

/** The same client, reporting each outcome. An aborted call has none: nobody waited for it any more. */
export function observedClient(client: ModelClient, health: ProviderHealth, observe: ObserveCall): ModelClient {
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
      const report = (outcome: 'ok' | ErrorCode, usage: TokenUsage) =>
        observe({ provider, model: request.model, outcome, durationMs: performance.now() - startedAt, usage })
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
