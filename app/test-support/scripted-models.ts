import { AppError } from '../errors.ts'
import type { Completion, CompletionRequest, Models } from '../llm/model-client.ts'

/** The one scripted model whose price is known, and that price. */
export const pricedModel = 'openai:priced'
export const prices = { input: 1, output: 10, asOf: '2026-11-23' }

type Asked = Omit<CompletionRequest, 'model'> & { readonly id: string }

export interface ScriptedModels extends Pick<Models, 'resolve' | 'describe' | 'defaultId' | 'complete'> {
  /** Every question, in order. */
  readonly asked: Asked[]
}

/** Models that answer as the script says, by default with a text that differs from version to version. */
export function scriptedModels(
  answer: (asked: Asked, signal: AbortSignal) => string | Promise<string> = answerByVersion,
): ScriptedModels {
  const asked: Asked[] = []
  return {
    asked,
    defaultId: 'simulator:rules-v1',
    resolve(id) {
      if (!/^(openai|simulator):/.test(id)) throw new AppError('MODEL_UNKNOWN', `No provider serves ${id}`)
      // Only `simulated` is asked for by runs/.
      return { model: id, simulated: id.startsWith('simulator:'), client: undefined as never }
    },
    describe: (id) => ({ prices: id === pricedModel ? { ...prices, source: 'https://example.com' } : null }),
    async complete(id, request, signal): Promise<Completion> {
      asked.push({ ...request, id })
      const text = await answer({ ...request, id }, signal)
      return { text, finishReason: 'stop', usage: { inputTokens: 10, outputTokens: text.length } }
    },
  }
}

const answerByVersion = ({ prompt }: Asked): string =>
  `Our product is ${prompt.length} times better than the rest.\n\n- It is fast.\n- It is small.`

/** An answer that never comes: rejects when the signal aborts, as every client does. */
export const never = (_asked: unknown, signal: AbortSignal): Promise<string> =>
  new Promise((_resolve, reject) => {
    const abort = () => reject(new DOMException('The call was aborted', 'AbortError'))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
  })
