import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import type { CompletionRequest } from './model-client.ts'

/** Reasoning models refuse `max_tokens` and any temperature but 1, behind a proxy (`openai/gpt-5-mini`) as well. */
const isReasoningModel = (model: string): boolean => /^(o\d|gpt-5)/.test(model.slice(model.lastIndexOf('/') + 1))

/** The body of a streamed chat completion. Compatible servers know the older `max_tokens` only. */
export function chatRequest(request: CompletionRequest, openAi: boolean): ChatCompletionCreateParamsStreaming {
  const { model, prompt, temperature, maxOutputTokens, jsonSchema } = request
  const reasoning = isReasoningModel(model)
  return {
    model,
    messages: [{ role: 'user', content: prompt }],
    stream: true,
    stream_options: { include_usage: true },
    ...(reasoning || openAi ? { max_completion_tokens: maxOutputTokens } : { max_tokens: maxOutputTokens }),
    ...(reasoning ? {} : { temperature }),
    ...(jsonSchema && { response_format: { type: 'json_schema', json_schema: { ...jsonSchema, strict: true } } }),
  }
}
