import type { Model, ModelList, Provider } from '../contract/models.ts'
import type { FinishReason, TokenUsage } from '../contract/refinement-events.ts'

/** One question to one model. */
export interface CompletionRequest {
  /** Name at the provider, without our `provider:` prefix. */
  readonly model: string
  readonly prompt: string
  /** 0..2; providers with a narrower range clamp it. */
  readonly temperature: number
  /** Upper bound of tokens to generate, >= 1. */
  readonly maxOutputTokens: number
  /** Idempotency key, unique over all runs: `RUN/CALL`. Sent where the provider supports it. */
  readonly callId: string
  /** Which of several answers to the same prompt this is, from 0. Models draw each anew; the simulator draws by it. */
  readonly sample?: number
  /** The form that the answer should have. A wish: models that take no schema are asked without it. */
  readonly jsonSchema?: JsonSchemaFormat
}

/** A JSON Schema in the subset that providers enforce: every property required, no additional ones, enums for ranges. */
export interface JsonSchemaFormat {
  /** Letters, digits, `_` and `-`; at most 64. */
  readonly name: string
  readonly schema: Readonly<Record<string, unknown>>
}

export interface Completion {
  readonly text: string
  readonly finishReason: FinishReason
  readonly usage: TokenUsage
}

/** The port to one provider. Every failure is an `AppError` with a MODEL_* code; provider text stays in `cause`. */
export interface ModelClient {
  readonly provider: Provider
  complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion>
  list(signal: AbortSignal): Promise<Model[]>
}

/** What is known of a model; `prices` is null where nobody told us. */
export type ModelFacts = Pick<Model, 'limits' | 'capabilities' | 'endsOn'> & Required<Pick<Model, 'prices'>>

/** All configured providers behind our `provider:model` ids. */
export interface Models {
  /** @throws AppError MODEL_UNKNOWN when no configured provider serves the id. */
  resolve(id: string): { client: ModelClient; model: string; simulated: boolean }
  /** @throws AppError MODEL_UNKNOWN */
  describe(id: string): ModelFacts
  /** true: recorded answers are given, and no model is asked. */
  readonly replayed?: boolean
  /** The id used when a request names none. */
  readonly defaultId: string
  /** Answers from the cache while it is fresh (5 minutes); a provider that fails is reported, not thrown. */
  list(signal: AbortSignal): Promise<ModelList>
  complete(id: string, request: Omit<CompletionRequest, 'model'>, signal: AbortSignal): Promise<Completion>
}
