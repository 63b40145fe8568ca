import type OpenAI from 'openai'
import type { ChatCompletionChunk } from 'openai/resources/chat/completions'
import type { StructuredOutput } from '../contract/models.ts'
import { completionOf, tokenCount } from './completion-parts.ts'
import { checkedEndpoint, isOpenAi } from './endpoint.ts'
import { limitedFetch } from './limited-fetch.ts'
import type { Completion, CompletionRequest, ModelClient } from './model-client.ts'
import { openAiFailure } from './openai-failure.ts'
import { openAiModels } from './openai-models.ts'
import { chatRequest } from './openai-request.ts'
import { type CallLimits, callProvider, listingLimits, usualLimits } from './provider-call.ts'
import type { Progress } from './provider-failure.ts'
import { type Dispensable, parameterMemory } from './refused-parameters.ts'
import { askWithSchema, type FormedRequest, inForm } from './structured-output.ts'

export interface OpenAiOptions extends Partial<CallLimits> {
  /** Servers such as Ollama need none; then no Authorization header is sent. */
  readonly apiKey?: string | undefined
  /** A compatible server, up to and with `/v1`. Default: OpenAI itself. */
  readonly baseUrl?: string | undefined
  /** OpenAI answers at `baseUrl` (a proxy, a test), not a server that imitates it. Default: its host is openai.com. */
  readonly isOpenAi?: boolean
  readonly timeoutMs: number
}

/** The client, and what it knows of what the server takes. */
export interface OpenAiClient extends ModelClient {
  readonly isOpenAi: boolean
  /** Asks in this form alone, whatever the server is known to take. */
  completeIn(form: StructuredOutput, request: CompletionRequest, signal: AbortSignal): Promise<Completion>
  /** From now on requests with a schema are asked in this form. */
  takes(form: StructuredOutput): void
  /** What this model has refused so far. */
  refused(model: string): ReadonlySet<Dispensable>
}

/** Talks to OpenAI and to servers that imitate its chat completions. @throws Error on an unusable key or address. */
export function createOpenAiClient(options: OpenAiOptions): OpenAiClient {
  const limits: CallLimits = { ...usualLimits, ...options }
  const openAi = options.isOpenAi ?? isOpenAi(options.baseUrl)
  const endpoint = checkedEndpoint({
    provider: 'openai',
    name: openAi ? 'OpenAI' : 'The OpenAI-compatible server',
    apiKey: options.apiKey,
    baseUrl: options.baseUrl,
    keyVariable: 'OPENAI_API_KEY',
    urlVariable: 'OPENAI_BASE_URL',
  })
  const memory = parameterMemory()
  // Loading the SDK takes 0.1 s and 30 MiB; a server that only listens need not pay for it.
  let loading: Promise<{ sdk: typeof OpenAI; api: OpenAI }> | undefined
  const load = async () => {
    const { default: sdk } = await import('openai')
    return { sdk, api: newApi(sdk, endpoint.apiKey, endpoint.baseUrl, limits) }
  }
  const attempt = async <T>(work: (api: OpenAI, progress: Progress) => Promise<T>): Promise<T> => {
    loading ??= load()
    const { sdk, api } = await loading
    const progress: Progress = { responded: false, events: 0 }
    return work(api, progress).catch((error: unknown) => {
      throw openAiFailure(error, sdk, progress)
    })
  }
  const ask = (request: FormedRequest, signal: AbortSignal) =>
    callProvider(endpoint, limits, signal, (either) =>
      memory.ask(request.model, (without, isRepeat) =>
        attempt(async (api, progress) => {
          const headers = { 'Idempotency-Key': `${request.callId}${isRepeat ? '/repeated' : ''}` }
          const body = chatRequest(request, openAi, without)
          const stream = await api.chat.completions.create(body, { signal: either, headers })
          progress.responded = true
          return readStream(request.prompt, stream, progress)
        }),
      ),
    )
  let known: StructuredOutput = 'schema'
  return {
    provider: 'openai',
    isOpenAi: openAi,
    complete: askWithSchema(ask, () => known),
    completeIn: (form, request, signal) => ask(inForm(form, request), signal),
    takes(form) {
      known = form
    },
    refused: (model) => memory.of(model),
    list: (signal) =>
      callProvider(endpoint, listingLimits(limits), signal, (either) =>
        attempt(async (api, progress) => {
          // Read as a plain response: the SDK's page takes any body, a web page too, for an empty list.
          const response = await api.models.list({ signal: either }).asResponse()
          progress.responded = true
          return openAiModels(await response.json(), openAi)
        }),
      ),
  }
}

function newApi(sdk: typeof OpenAI, apiKey: string | undefined, baseUrl: string | undefined, limits: CallLimits) {
  return new sdk({
    // Said here so that the SDK does not read the environment for it.
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl ?? null,
    ...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
    timeout: limits.timeoutMs,
    fetch: limitedFetch(limits.maxAnswerBytes),
    maxRetries: 0, // callProvider repeats
    logLevel: 'off', // it would write provider text to the console
  })
}

const finishReasons = { stop: 'stop', length: 'length', content_filter: 'filtered' } as const

/** The SDK hands on whatever JSON a compatible server sends, so each field is checked although its type promises it. */
async function readStream(
  prompt: string,
  stream: AsyncIterable<ChatCompletionChunk>,
  progress: Progress,
): Promise<Completion> {
  let text = ''
  let finish: string | undefined
  let usage: { inputTokens?: number | undefined; outputTokens?: number | undefined } = {}
  for await (const chunk of stream) {
    if (!Array.isArray(chunk?.choices)) continue
    progress.events++
    const choice = chunk.choices[0]
    // A refusal is the text of an answer that the provider's filter wrote.
    for (const piece of [choice?.delta?.content, choice?.delta?.refusal]) if (typeof piece === 'string') text += piece
    if (choice?.delta?.refusal) finish = 'content_filter'
    finish ??= choice?.finish_reason ?? undefined
    if (chunk.usage)
      usage = {
        inputTokens: tokenCount(chunk.usage.prompt_tokens),
        outputTokens: tokenCount(chunk.usage.completion_tokens),
      }
  }
  return completionOf(
    prompt,
    { events: progress.events, text, finish, inputTokens: usage.inputTokens, outputTokens: usage.outputTokens },
    finishReasons,
  )
}
