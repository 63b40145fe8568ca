import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type StubProviderOptions, startStubProvider } from '../test-support/stub-provider.ts'
import type { StubAnswer } from '../test-support/stub-provider-script.ts'
import { createGeminiClient } from './gemini-client.ts'
import type { CompletionRequest, ModelClient } from './model-client.ts'
import { createOpenAiClient } from './openai-client.ts'
import type { CallLimits } from './provider-call.ts'

const key = 'stub-key-7Hq2ZxPw9LmT'
// Own waits are as short as can be; what the stub scripts as Retry-After still counts.
const quick = { timeoutMs: 10_000, maxRetries: 2, retryDelayMs: 1 }
type Limits = Partial<CallLimits>

const adapters = [
  {
    name: 'OpenAI',
    create: (url: string, limits: Limits) =>
      createOpenAiClient({ apiKey: key, baseUrl: `${url}/v1`, isOpenAi: true, ...quick, ...limits }),
  },
  {
    name: 'an OpenAI-compatible server',
    create: (url: string, limits: Limits) =>
      createOpenAiClient({ apiKey: key, baseUrl: `${url}/v1`, ...quick, ...limits }),
  },
  {
    name: 'Gemini',
    create: (url: string, limits: Limits) => createGeminiClient({ apiKey: key, baseUrl: url, ...quick, ...limits }),
  },
] as const

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const stop of stops.splice(0)) await stop()
})

const request: CompletionRequest = {
  model: 'test-model',
  prompt: 'Describe the Ærø ferry in one sentence.',
  temperature: 0.5,
  maxOutputTokens: 300,
  callId: 'run-1:v0-target',
}
const never = () => new AbortController().signal
const text = 'Fähre nach Ærø — 日本語 👩‍👩‍👧 и ещё немного текста, чтобы событий было несколько.'

describe.each(adapters)('The adapter for $name', ({ create }) => {
  async function against(answer: StubProviderOptions['answer'] | StubAnswer, limits: Limits = {}) {
    const stub = await startStubProvider({ answer: typeof answer === 'function' ? answer : () => answer ?? '' })
    stops.push(stub.close)
    const client = create(stub.url, limits)
    return { stub, client, complete: (signal = never()) => client.complete(request, signal) }
  }
  const refusal = (complete: Promise<unknown>) =>
    complete.then(
      () => expect.unreachable('the call succeeded'),
      (error) => error,
    )

  test('puts a text together from pieces of 7 bytes that cut characters and events in two', async () => {
    const { complete } = await against({ text, chunkBytes: 7, usage: { inputTokens: 11, outputTokens: 42 } })
    expect(await complete()).toEqual({ text, finishReason: 'stop', usage: { inputTokens: 11, outputTokens: 42 } })
  })

  test('estimates the tokens at 4 characters each when the server reports none', async () => {
    const { complete } = await against({ text: 'a'.repeat(41), usage: null })
    expect((await complete()).usage).toEqual({ inputTokens: Math.ceil(request.prompt.length / 4), outputTokens: 11 })
  })

  test('sends the prompt, the limit, the temperature and the call id as idempotency key', async () => {
    const { stub, complete } = await against('fine')
    await complete()
    expect(stub.completions).toHaveLength(1)
    const [sent] = stub.completions
    expect(sent?.prompt).toBe(request.prompt)
    expect(sent?.idempotencyKey).toBe(request.callId)
    expect(JSON.stringify(sent?.body)).toContain('"temperature":0.5')
    expect(JSON.stringify(sent?.body)).toMatch(/"max_completion_tokens":300|"max_tokens":300|"maxOutputTokens":300/)
    expect(JSON.stringify(sent?.headers)).toContain(key)
  })

  test('tells an answer that hit the token limit, and one that was filtered, from a whole one', async () => {
    const { complete } = await against((_, callIndex) => ({
      text: 'Half a',
      finish: callIndex === 0 ? 'length' : 'filtered',
    }))
    expect(await complete()).toMatchObject({ text: 'Half a', finishReason: 'length' })
    expect(await complete()).toMatchObject({ finishReason: 'filtered' })
  })

  test('accepts a whole answer without text', async () => {
    const { complete } = await against({ text: '' })
    expect(await complete()).toMatchObject({ text: '', finishReason: 'stop' })
  })

  test.each([401, 403])(
    'says which key to set when the provider refuses it with %i, and does not ask again',
    async (status) => {
      const { stub, complete } = await against({ status })
      const error = await refusal(complete())
      expect(error).toMatchObject({ name: 'AppError', code: 'MODEL_AUTHENTICATION_FAILED' })
      expect(error.message).toMatch(
        new RegExp(`refused the API key \\(HTTP ${status}\\): set a valid (OPENAI|GEMINI)_API_KEY`),
      )
      expect(stub.completions).toHaveLength(1)
    },
  )

  test('asks again under the same idempotency key after a 429 whose Retry-After is over', async () => {
    const { stub, complete } = await against((_, callIndex) =>
      callIndex === 0 ? { status: 429, headers: { 'retry-after': '0' } } : 'second attempt',
    )
    expect((await complete()).text).toBe('second attempt')
    expect(stub.completions.map((sent) => sent.idempotencyKey)).toEqual([request.callId, request.callId])
  })

  test('gives up after two more attempts', async () => {
    const { stub, complete } = await against({ status: 429, headers: { 'retry-after': '0' } })
    expect(await refusal(complete())).toMatchObject({ code: 'MODEL_RATE_LIMITED', retryAfterMs: 0 })
    expect(stub.completions).toHaveLength(3)
  })

  test('does not begin a wait that the deadline would end, but hands it on', async () => {
    const { stub, complete } = await against({ status: 429, headers: { 'retry-after': '30' } })
    const error = await refusal(complete())
    expect(error).toMatchObject({ code: 'MODEL_RATE_LIMITED', retryAfterMs: 30_000 })
    expect(error.message).toContain('try again in 30 s')
    expect(stub.completions).toHaveLength(1)
  })

  test('reads a Retry-After that is a date', async () => {
    const { complete } = await against(
      { status: 429, headers: { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() } },
      { maxRetries: 0 },
    )
    const { retryAfterMs } = await refusal(complete())
    expect(retryAfterMs).toBeGreaterThan(3_500_000)
    expect(retryAfterMs).toBeLessThanOrEqual(3_600_000)
  })

  test.each([500, 502, 503])('asks again after a %i and succeeds', async (status) => {
    const { complete } = await against((_, callIndex) => (callIndex < 2 ? { status } : 'third attempt'))
    expect((await complete()).text).toBe('third attempt')
  })

  test('names a provider that keeps failing unavailable', async () => {
    const { stub, complete } = await against({ status: 500 })
    const error = await refusal(complete())
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    expect(error.message).toContain('failed (HTTP 500)')
    expect(stub.completions).toHaveLength(3)
  })

  test.each([400, 404, 413, 422])('does not repeat a request that was refused with %i', async (status) => {
    const { stub, complete } = await against({ status })
    expect(await refusal(complete())).toMatchObject({ code: 'MODEL_REQUEST_REFUSED' })
    expect(stub.completions).toHaveLength(1)
  })

  test('names a provider that nobody answers for unavailable, with the system code', async () => {
    const { stub, complete } = await against('never heard')
    await stub.close()
    stops.splice(0)
    const error = await refusal(complete())
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    expect(error.message).toContain('(ECONNREFUSED)')
  })

  test.each([
    ['before it answers', { hang: true } as const],
    ['in the middle of the answer', { hangAfter: 'The first words' } as const],
  ])('times out when the provider falls silent %s', async (_, answer) => {
    const { complete } = await against(answer, { timeoutMs: 250 })
    const error = await refusal(complete())
    expect(error).toMatchObject({ code: 'MODEL_TIMED_OUT' })
    expect(error.message).toContain('MODEL_TIMEOUT_MS (now 250)')
  })

  test('tells a broken connection from a whole answer, wherever it breaks, and does not pay for another', async () => {
    const { stub, complete } = await against((_, callIndex) => ({ cut: [1, 150, 400][callIndex] ?? 0, text }))
    for (const _ of [1, 2, 3]) expect(await refusal(complete())).toMatchObject({ code: 'MODEL_STREAM_CUT' })
    expect(stub.completions).toHaveLength(3)
  })

  test('takes a stream that ends without its finish reason for cut', async () => {
    const { complete } = await against({ text: 'An answer without an end', finish: null })
    expect(await refusal(complete())).toMatchObject({ code: 'MODEL_STREAM_CUT' })
  })

  test.each([
    ['a web page', undefined],
    ['nothing', ''],
    ['events that are no JSON', 'data: {"choices": [{]}\n\n'],
    ['events of another kind', 'data: {"hello": "world"}\n\ndata: null\n\ndata: 7\n\n'],
    ['a completion that is not streamed', '{"choices":[{"message":{"content":"whole"},"finish_reason":"stop"}]}'],
    ['events with fields of wrong types', 'data: {"choices": 5, "candidates": 5}\n\n'],
  ])('calls %s malformed, and writes nothing to the console', async (_, body) => {
    const writes = (['error', 'warn', 'info', 'debug'] as const).map((level) => vi.spyOn(console, level))
    const { complete } = await against(body === undefined ? { malformed: true } : { malformed: true, body })
    expect(await refusal(complete())).toMatchObject({ code: 'MODEL_ANSWER_MALFORMED' })
    for (const write of writes) expect(write).not.toHaveBeenCalled()
  })

  test.each([
    ['before the call', 'fine', 0],
    ['while the provider is silent', { hang: true }, 1],
    ['in the middle of the answer', { hangAfter: 'The first words' }, 1],
    ['while it waits for the next attempt', { status: 429, headers: { 'retry-after': '5' } }, 1],
  ] as const)('rejects at once with the reason when aborted %s', async (_, answer, requestsBefore) => {
    const { stub, complete } = await against(answer)
    const controller = new AbortController()
    const reason = new Error('the run was cancelled')
    if (requestsBefore === 0) controller.abort(reason)
    const outcome = complete(controller.signal).then(
      () => 'answered',
      (error) => error,
    )
    await expect.poll(() => stub.completions.length).toBe(requestsBefore)
    const abortedAt = performance.now()
    controller.abort(reason)
    expect(await outcome).toBe(reason)
    expect(performance.now() - abortedAt).toBeLessThan(3_000)
    expect(stub.completions).toHaveLength(requestsBefore)
  })

  test('leaves no listener on a signal that outlives the calls', async () => {
    const { complete } = await against('fine')
    const { signal } = new AbortController()
    for (let call = 0; call < 3; call++) await complete(signal)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('puts neither what the provider wrote nor the key into the message, and no key into the rest of the error', async () => {
    let answer: StubAnswer = ''
    const { complete } = await against(() => answer, { maxRetries: 0 })
    const echo = fc.constantFrom(key, `Bearer ${key}`, encodeURIComponent(key), Buffer.from(key).toString('base64'))
    const words = fc.array(fc.oneof(echo, fc.stringMatching(/^[A-Z][a-z]{9,20}$/)), { minLength: 1, maxLength: 5 })
    const body = fc
      .tuple(words, fc.integer({ min: 0, max: 2_000 }), fc.constantFrom('error', 'plain', 'deep'))
      .map(([said, padding, shape]) => {
        const message = `${'.'.repeat(padding)} ${said.join(' ')}`
        const nested = { error: { message, code: 'x', type: said[0], details: [{ reason: message }] } }
        return {
          said,
          body: shape === 'plain' ? message : shape === 'error' ? nested : { ...nested, detail: [message] },
        }
      })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(400, 401, 404, 418, 429, 500, 503), body, async (status, { said, body }) => {
        answer = { status, body }
        const error = await refusal(complete())
        expect(error.code).toMatch(/^MODEL_/)
        for (const word of said) expect(error.message).not.toContain(word)
        const everything = inspect(error, { depth: 20, showHidden: true, maxStringLength: null })
        for (const spelling of [key, Buffer.from(key).toString('base64')]) expect(everything).not.toContain(spelling)
      }),
      { numRuns: 60 },
    )
  }, 20_000)

  test('lists models that can be asked, and calls a web page instead of the list malformed', async () => {
    const listed = ['gpt-4o-mini', 'gemini-2.5-pro']
    const stub = await startStubProvider({ list: (listIndex) => (listIndex === 0 ? listed : { malformed: true }) })
    stops.push(stub.close)
    const client: ModelClient = create(stub.url, {})
    const models = await client.list(never())
    expect(models.length).toBeGreaterThan(0)
    for (const model of models) {
      expect(model).toMatchObject({ provider: client.provider, simulated: false })
      expect(listed).toContain(model.id.slice(model.provider.length + 1))
    }
    expect(await refusal(client.list(never()))).toMatchObject({ code: 'MODEL_ANSWER_MALFORMED' })
  })

  test('refuses a key or an address that could not be used before any request', () => {
    expect(() => createOpenAiClient({ apiKey: 'two words', timeoutMs: 1 })).toThrow(/OPENAI_API_KEY is expected/)
    expect(() => create('http://user:pass@127.0.0.1', {})).toThrow(/_BASE_URL must not carry a user name or password/)
    expect(() => create('ftp://example.com', {})).toThrow(/_BASE_URL is expected to be an http\(s\) URL/)
  })
})
