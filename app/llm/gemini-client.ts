import type * as genai from '@google/genai'
import { completionOf, tokenCount } from './completion-parts.ts'
import { checkedEndpoint } from './endpoint.ts'
import { geminiFailure } from './gemini-failure.ts'
import { geminiModels } from './gemini-models.ts'
import { limitedFetch } from './limited-fetch.ts'
import type { Completion, CompletionRequest, ModelClient } from './model-client.ts'
import { modelFacts } from './model-facts.ts'
import { type CallLimits, callProvider, listingLimits, usualLimits } from './provider-call.ts'
import type { Progress } from './provider-failure.ts'
import { type Dispensable, parameterMemory } from './refused-parameters.ts'
import { retryAfterMs } from './retry-after.ts'
import { askWithSchema } from './structured-output.ts'

export interface GeminiOptions extends Partial<CallLimits> {
  readonly apiKey: string
  /** Another address of the Gemini API, without version. Default: Google's. */
  readonly baseUrl?: string | undefined
  readonly timeoutMs: number
}

/** Talks to the Gemini API. @throws Error on an unusable key or address. */
export function createGeminiClient(options: GeminiOptions): ModelClient {
  const limits: CallLimits = { ...usualLimits, ...options }
  const endpoint = checkedEndpoint({
    provider: 'gemini',
    name: 'Gemini',
    apiKey: options.apiKey,
    baseUrl: options.baseUrl,
    keyVariable: 'GEMINI_API_KEY',
    urlVariable: 'GEMINI_BASE_URL',
  })
  const memory = parameterMemory()
  const boundedFetch = limitedFetch(limits.maxAnswerBytes)
  // Loading the SDK takes 0.1 s and 30 MiB; a server that only listens need not pay for it.
  let loading: Promise<{ sdk: typeof genai; api: genai.GoogleGenAI }> | undefined
  const load = async () => {
    const sdk = await import('@google/genai')
    return { sdk, api: newApi(sdk, options.apiKey.trim(), endpoint.baseUrl, limits.timeoutMs) }
  }
  const attempt = async <T>(
    work: (api: genai.GoogleGenAI, fetchNoting: typeof fetch, progress: Progress) => Promise<T>,
  ): Promise<T> => {
    loading ??= load()
    const { sdk, api } = await loading
    const progress: Progress = { responded: false, events: 0 }
    let waitMs: number | undefined
    const fetchNoting: typeof fetch = async (url, init) => {
      const response = await boundedFetch(url, init)
      progress.responded = true
      waitMs = retryAfterMs(response.headers, Date.now())
      return response
    }
    return work(api, fetchNoting, progress).catch((error: unknown) => {
      throw geminiFailure(error, sdk, progress, waitMs)
    })
  }
  return {
    provider: 'gemini',
    complete: askWithSchema((request, signal) =>
      callProvider(endpoint, limits, signal, (either) =>
        memory.ask(request.model, (without, isRepeat) =>
          attempt(async (api, fetchNoting, progress) => {
            const callId = `${request.callId}${isRepeat ? '/repeated' : ''}`
            const content = contentRequest({ ...request, callId }, either, fetchNoting, without)
            const stream = await api.models.generateContentStream(content)
            return readStream(request.prompt, stream, progress)
          }),
        ),
      ),
    ),
    list: (signal) =>
      callProvider(endpoint, listingLimits(limits), signal, (either) =>
        attempt(async (api, fetchNoting) => {
          const listed: genai.Model[] = []
          const config = { abortSignal: either, pageSize: 200, httpOptions: { fetch: fetchNoting } }
          for await (const model of await api.models.list({ config })) listed.push(model)
          return geminiModels(listed)
        }),
      ),
  }
}

function newApi(sdk: typeof genai, apiKey: string, baseUrl: string | undefined, timeoutMs: number): genai.GoogleGenAI {
  return new sdk.GoogleGenAI({
    // Said here so that the SDK does not read the environment for it.
    apiKey,
    vertexai: false,
    apiVersion: 'v1beta',
    httpOptions: { baseUrl: baseUrl ?? 'https://generativelanguage.googleapis.com', timeout: timeoutMs },
  })
}

function contentRequest(
  request: CompletionRequest,
  abortSignal: AbortSignal,
  fetchNoting: typeof fetch,
  without: ReadonlySet<Dispensable>,
): genai.GenerateContentParameters {
  const { capabilities, limits } = modelFacts('gemini', request.model, { openAi: false, now: new Date() })
  const takesTemperature = capabilities?.temperature !== false && !without.has('temperature')
  return {
    model: request.model,
    contents: request.prompt,
    config: {
      ...(takesTemperature && { temperature: request.temperature }),
      maxOutputTokens: Math.min(request.maxOutputTokens, limits?.outputTokens ?? request.maxOutputTokens),
      ...(request.jsonSchema && {
        responseMimeType: 'application/json',
        responseJsonSchema: request.jsonSchema.schema,
      }),
      abortSignal,
      // The API documents no idempotency key; a gateway at GEMINI_BASE_URL may use it, Google ignores it.
      httpOptions: { headers: { 'Idempotency-Key': request.callId }, fetch: fetchNoting },
      automaticContinuation: false, // would make further, separately paid requests behind our back
    },
  }
}

const finishReasons = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'filtered',
  RECITATION: 'filtered',
  BLOCKLIST: 'filtered',
  PROHIBITED_CONTENT: 'filtered',
  SPII: 'filtered',
  PROMPT_BLOCKED: 'filtered',
} as const

/** Reads the parts itself: the SDK's `chunk.text` writes a warning to the console when a part is no text. */
async function readStream(
  prompt: string,
  stream: AsyncIterable<genai.GenerateContentResponse>,
  progress: Progress,
): Promise<Completion> {
  let text = ''
  let finish: string | undefined
  let usage: genai.GenerateContentResponseUsageMetadata | undefined
  for await (const chunk of stream) {
    const candidate = Array.isArray(chunk.candidates) ? chunk.candidates[0] : undefined
    if (candidate === undefined && !chunk.promptFeedback && !chunk.usageMetadata) continue
    progress.events++
    for (const part of candidate?.content?.parts ?? [])
      if (typeof part.text === 'string' && part.thought !== true) text += part.text
    // A blocked prompt has no candidate at all, only this.
    if (chunk.promptFeedback?.blockReason) finish = 'PROMPT_BLOCKED'
    finish ??= candidate?.finishReason
    usage = chunk.usageMetadata ?? usage
  }
  const answered = tokenCount(usage?.candidatesTokenCount)
  return completionOf(
    prompt,
    {
      events: progress.events,
      text,
      finish,
      inputTokens: tokenCount(usage?.promptTokenCount),
      // Thinking is billed as output.
      outputTokens: answered === undefined ? undefined : answered + (tokenCount(usage?.thoughtsTokenCount) ?? 0),
    },
    finishReasons,
  )
}
