import { AppError } from '../errors.ts'
import type { CompletionRequest, ModelClient } from './model-client.ts'

/**
 * Asks with the request's schema where the model takes one. Which models and which compatible servers do is written down
 * nowhere that stays true, so the server's answer decides: a request that is refused with a schema is made once more
 * without, and when that succeeds the schema is left away for this model from then on. Whoever sends a schema has to
 * check the answer in either case.
 */
export function askWithSchema(ask: ModelClient['complete']): ModelClient['complete'] {
  const takesNone = new Set<string>()
  return async (request, signal) => {
    if (request.jsonSchema === undefined) return ask(request, signal)
    if (takesNone.has(request.model)) return ask(withoutSchema(request), signal)
    try {
      return await ask(request, signal)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'MODEL_REQUEST_REFUSED') throw error
      // What is refused without a schema too is told by that refusal.
      const completion = await ask(withoutSchema(request), signal)
      takesNone.add(request.model)
      return completion
    }
  }
}

/**
 * The schema becomes words. Under a key of its own: an idempotency key belongs to one body, and may be answered with the
 * refusal again.
 */
const withoutSchema = ({ jsonSchema, callId, prompt, ...request }: CompletionRequest): CompletionRequest => ({
  ...request,
  prompt: `${prompt}\n\nAnswer with JSON that fits this JSON Schema, and with nothing else:\n${JSON.stringify(jsonSchema?.schema)}`,
  callId: `${callId}/without-schema`,
})
