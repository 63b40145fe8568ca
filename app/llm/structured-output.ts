import type { StructuredOutput } from '../contract/models.ts'
import { AppError } from '../errors.ts'
import type { Completion, CompletionRequest, ModelClient } from './model-client.ts'

/** A request whose schema has been made what the model takes of it. */
export interface FormedRequest extends CompletionRequest {
  /** Some JSON is asked for by the API's JSON mode; which, the prompt says. */
  readonly jsonMode?: true
}

type Ask = (request: FormedRequest, signal: AbortSignal) => Promise<Completion>

/**
 * The request as it is asked in this form. What is not sent as a schema becomes words, under an idempotency key of its own:
 * a key belongs to one body, and may be answered with the refusal of another again.
 */
export function inForm(form: StructuredOutput, request: CompletionRequest): FormedRequest {
  const { jsonSchema, callId, prompt, ...rest } = request
  if (jsonSchema === undefined || form === 'schema') return request
  return {
    ...rest,
    prompt: `${prompt}\n\nAnswer with JSON that fits this JSON Schema, and with nothing else:\n${JSON.stringify(jsonSchema.schema)}`,
    callId: `${callId}/${form === 'json' ? 'json-mode' : 'without-schema'}`,
    ...(form === 'json' && { jsonMode: true }),
  }
}

export const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'MODEL_REQUEST_REFUSED'

/**
 * Asks with the request's schema where the model takes one. Which models and which compatible servers do is written down
 * nowhere that stays true, so the server's answer decides: a request that is refused with a schema is made once more
 * without, and when that succeeds the schema is left away for this model from then on. Whoever sends a schema has to
 * check the answer in either case.
 * @param known what the server was found to take, where it was asked (`server-probe.ts`)
 */
export function askWithSchema(ask: Ask, known: () => StructuredOutput = () => 'schema'): ModelClient['complete'] {
  const takesNone = new Set<string>()
  return async (request, signal) => {
    if (request.jsonSchema === undefined) return ask(request, signal)
    const form = takesNone.has(request.model) ? 'none' : known()
    try {
      return await ask(inForm(form, request), signal)
    } catch (error) {
      if (form === 'none' || !isRefusal(error)) throw error
      // What is refused without a schema too is told by that refusal.
      const completion = await ask(inForm('none', request), signal)
      takesNone.add(request.model)
      return completion
    }
  }
}
