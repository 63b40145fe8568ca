import { pieces, type StubText, tokensOf } from './stub-provider-script.ts'

const finishReasons = { stop: 'stop', length: 'length', filtered: 'content_filter' } as const
const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`

/** The event stream of POST …/chat/completions with `stream: true`. */
export function openAiEvents(model: string, prompt: string, answer: StubText): string {
  const chunk = (choices: unknown[], usage: unknown = null) =>
    event({ id: 'chatcmpl-stub', object: 'chat.completion.chunk', created: 0, model, choices, usage })
  const delta = (content: object, finish: string | null = null) =>
    chunk([{ index: 0, delta: content, logprobs: null, finish_reason: finish }])
  const { finish = 'stop', text } = answer
  const usage = answer.usage ?? { inputTokens: tokensOf(prompt), outputTokens: tokensOf(text) }
  return [
    delta({ role: 'assistant', content: '' }),
    ...pieces(text).map((content) => delta({ content })),
    ...(finish === null ? [] : [delta({}, finishReasons[finish])]),
    ...(answer.usage === null || finish === null
      ? []
      : [
          chunk([], {
            prompt_tokens: usage.inputTokens,
            completion_tokens: usage.outputTokens,
            total_tokens: usage.inputTokens + usage.outputTokens,
          }),
        ]),
    ...(finish === null ? [] : ['data: [DONE]\n\n']),
  ].join('')
}

/** The body of GET …/models. */
export const openAiModels = (ids: readonly string[]): object => ({
  object: 'list',
  data: ids.map((id) => ({ id, object: 'model', created: 0, owned_by: 'stub' })),
})

/** The body of an error answer, as OpenAI words it. */
export const openAiError = (status: number): object => ({
  error: { message: `stub error ${status}`, type: 'stub_error', param: null, code: null },
})
