import { pieces, type StubText, tokensOf } from './stub-provider-script.ts'

const finishReasons = { stop: 'STOP', length: 'MAX_TOKENS', filtered: 'SAFETY' } as const
const event = (data: unknown) => `data: ${JSON.stringify(data)}\r\n\r\n`

/** The event stream of POST …/models/MODEL:streamGenerateContent?alt=sse. */
export function geminiEvents(model: string, prompt: string, answer: StubText): string {
  const { finish = 'stop', text } = answer
  const usage = answer.usage ?? { inputTokens: tokensOf(prompt), outputTokens: tokensOf(text) }
  const usageMetadata =
    answer.usage === null
      ? {}
      : {
          usageMetadata: {
            promptTokenCount: usage.inputTokens,
            candidatesTokenCount: usage.outputTokens,
            totalTokenCount: usage.inputTokens + usage.outputTokens,
          },
        }
  const part = (content: string) => ({ content: { parts: [{ text: content }], role: 'model' }, index: 0 })
  return [
    ...pieces(text).map((content) => event({ candidates: [part(content)], modelVersion: model })),
    ...(finish === null
      ? []
      : [event({ candidates: [{ ...part(''), finishReason: finishReasons[finish] }], ...usageMetadata })]),
  ].join('')
}

/** The body of GET …/models. */
export const geminiModels = (names: readonly string[]): object => ({
  models: names.map((name) => ({
    name: `models/${name}`,
    displayName: `Stub ${name}`,
    inputTokenLimit: 1_111_111,
    outputTokenLimit: 22_222,
    supportedGenerationMethods: name.includes('embedding') ? ['embedContent'] : ['generateContent', 'countTokens'],
  })),
})

/** The body of an error answer, as the Gemini API words it. */
export const geminiError = (status: number): object => ({
  error: { code: status, message: `stub error ${status}`, status: 'STUB_ERROR' },
})
