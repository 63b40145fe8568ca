import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import { modelFacts } from './model-facts.ts'
import type { Dispensable } from './refused-parameters.ts'
import type { FormedRequest } from './structured-output.ts'

/** Families that know `max_completion_tokens` alone, behind a proxy (`openai/gpt-5-mini`) as well. */
const isReasoningModel = (model: string): boolean =>
  /^(o\d|gpt-([5-9]|\d\d))/.test(model.slice(model.lastIndexOf('/') + 1))

/**
 * The body of a streamed chat completion. Compatible servers know the older `max_tokens` only.
 * @param without what this model has refused
 */
export function chatRequest(
  request: FormedRequest,
  openAi: boolean,
  without: ReadonlySet<Dispensable> = new Set(),
): ChatCompletionCreateParamsStreaming {
  const { model, prompt, temperature, jsonSchema, jsonMode } = request
  const { capabilities, limits } = modelFacts('openai', model, { openAi, now: new Date() })
  const takesTemperature = capabilities?.temperature !== false && !without.has('temperature')
  const isNewer = (isReasoningModel(model) || openAi) && !without.has('max_completion_tokens')
  const maxOutputTokens = Math.min(request.maxOutputTokens, limits?.outputTokens ?? request.maxOutputTokens)
  return {
    model,
    messages: [{ role: 'user', content: prompt }],
    stream: true,
    stream_options: { include_usage: true },
    ...(isNewer ? { max_completion_tokens: maxOutputTokens } : { max_tokens: maxOutputTokens }),
    ...(takesTemperature && { temperature }),
    ...(jsonSchema && { response_format: { type: 'json_schema', json_schema: { ...jsonSchema, strict: true } } }),
    ...(jsonMode && { response_format: { type: 'json_object' } }),
  }
}
