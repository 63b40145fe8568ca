import { afterEach, describe, expect, test } from 'vitest'
import { type StubProvider, startStubProvider } from '../test-support/stub-provider.ts'
import type { StubAnswer } from '../test-support/stub-provider-script.ts'
import { createOpenAiClient } from './openai-client.ts'
import { openAiModels } from './openai-models.ts'
import { chatRequest } from './openai-request.ts'

const request = { model: 'gpt-4.1', prompt: 'Say hello.', temperature: 1.5, maxOutputTokens: 64, callId: 'run-1:v0' }
const never = () => new AbortController().signal

describe('The body of a chat completion', () => {
  const fields = (model: string, openAi: boolean) =>
    Object.keys(chatRequest({ ...request, model }, openAi)).filter((name) => /temperature|max_/.test(name))

  test('names the limit max_completion_tokens for OpenAI and max_tokens for servers that imitate it', () => {
    expect(fields('gpt-4.1', true)).toEqual(['max_completion_tokens', 'temperature'])
    expect(fields('llama3.2', false)).toEqual(['max_tokens', 'temperature'])
  })

  test.each(['gpt-5-mini', 'gpt-6-sol', 'gpt-8', 'o1', 'o3-mini', 'o4-mini', 'openai/gpt-5', 'models/o3'])(
    'leaves out what the reasoning model %s refuses, wherever it is served',
    (model) => {
      expect(fields(model, true)).toEqual(['max_completion_tokens'])
      expect(fields(model, false)).toEqual(['max_completion_tokens'])
    },
  )

  test('sends a temperature to models that reason only when asked to', () => {
    expect(fields('gpt-5.2', true)).toEqual(['max_completion_tokens', 'temperature'])
  })

  test('asks for no longer answer than the model can give', () => {
    const sent = (model: string) => chatRequest({ ...request, model, maxOutputTokens: 50_000 }, true)
    expect(sent('gpt-4o').max_completion_tokens).toBe(16_384)
    expect(sent('gpt-5').max_completion_tokens).toBe(50_000)
    expect(sent('gpt-99').max_completion_tokens).toBe(50_000)
  })

  test.each(['gpt-4o', 'gpt-oss:20b', 'olmo-2', 'chatgpt-4o-latest'])('takes %s for no reasoning model', (model) => {
    expect(fields(model, false)).toContain('temperature')
  })

  test('asks for a stream that reports its usage', () => {
    expect(chatRequest(request, true)).toMatchObject({ stream: true, stream_options: { include_usage: true } })
  })
})

describe('The OpenAI adapter', () => {
  let stub: StubProvider | undefined
  afterEach(() => stub?.close())
  async function client(answer: StubAnswer, apiKey?: string) {
    stub = await startStubProvider({ answer: () => answer })
    return createOpenAiClient({ apiKey, baseUrl: `${stub.url}/v1`, timeoutMs: 10_000, maxRetries: 0 })
  }
  const failure = async (answer: StubAnswer) =>
    (await client(answer)).complete(request, never()).then(
      () => expect.unreachable('the call succeeded'),
      (error) => error,
    )
  const events = (...data: unknown[]) =>
    ({ malformed: true, body: data.map((entry) => `data: ${JSON.stringify(entry)}\n\n`).join('') }) as const
  const piece = (delta: object, finish_reason: string | null = null) => ({
    choices: [{ index: 0, delta, finish_reason }],
  })

  test('sends no Authorization header when there is no key', async () => {
    await (await client('fine')).complete(request, never())
    expect(stub?.completions[0]?.headers).not.toHaveProperty('authorization')
  })

  test('trims the newline that secret files end with', async () => {
    await (await client('fine', 'a-key\n')).complete(request, never())
    expect(stub?.completions[0]?.headers['authorization']).toBe('Bearer a-key')
  })

  test('does not repeat a request when the quota is spent, and says that waiting will not help', async () => {
    stub = await startStubProvider({
      answer: () => ({ status: 429, body: { error: { message: 'x', code: 'insufficient_quota' } } }),
    })
    const asking = createOpenAiClient({ baseUrl: `${stub.url}/v1`, timeoutMs: 10_000, retryDelayMs: 1 })
    const error = await asking.complete(request, never()).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'MODEL_RATE_LIMITED' })
    expect(error.message).toContain('the quota of the key is spent')
    expect(stub.completions).toHaveLength(1)
  })

  test('says that the prompt is too long when the provider does', async () => {
    const error = await failure({ status: 400, body: { error: { message: 'x', code: 'context_length_exceeded' } } })
    expect(error).toMatchObject({ code: 'MODEL_REQUEST_REFUSED' })
    expect(error.message).toContain('too long')
  })

  test.each([
    [{ message: 'slow down', type: 'rate_limit_error' }, 'MODEL_RATE_LIMITED'],
    [{ message: 'slow down', code: 429 }, 'MODEL_RATE_LIMITED'],
    [{ message: 'bad parameter', type: 'invalid_request_error' }, 'MODEL_REQUEST_REFUSED'],
    [{ message: 'out of memory', type: 'server_error' }, 'MODEL_UNAVAILABLE'],
  ])('understands the error event %j inside a stream', async (error, code) => {
    expect(await failure(events(piece({ content: 'Half' }), { error }))).toMatchObject({ code })
  })

  test('takes a refusal for a filtered answer', async () => {
    const completion = await (await client(events(piece({ refusal: 'I cannot help.' }), piece({}, 'stop')))).complete(
      request,
      never(),
    )
    expect(completion).toMatchObject({ text: 'I cannot help.', finishReason: 'filtered' })
  })

  test('takes a finish reason of a server’s own for the end of the answer, but not for an answer', async () => {
    const withText = await (await client(events(piece({ content: 'Hello' }), piece({}, 'eos')))).complete(
      request,
      never(),
    )
    expect(withText).toMatchObject({ text: 'Hello', finishReason: 'stop' })
    await stub?.close()
    expect(await failure(events(piece({}, 'tool_calls')))).toMatchObject({ code: 'MODEL_ANSWER_MALFORMED' })
  })

  test('counts tokens itself when the reported ones are no counts', async () => {
    const usage = { choices: [], usage: { prompt_tokens: -1, completion_tokens: 'many' } }
    const { usage: counted } = await (await client(events(piece({ content: 'Hello' }, 'stop'), usage))).complete(
      request,
      never(),
    )
    expect(counted).toEqual({ inputTokens: 3, outputTokens: 2 })
  })
})

describe('The list of OpenAI’s models', () => {
  const body = (...ids: unknown[]) => ({ object: 'list', data: ids.map((id) => ({ id })) })
  const ids = (listed: ReturnType<typeof openAiModels>) => listed.map(({ id }) => id)

  test('holds what chat completions serve, and nothing for sound, pictures or other APIs', () => {
    const listed = openAiModels(
      body(
        'gpt-5-mini',
        'gpt-4o',
        'o3',
        'chatgpt-4o-latest',
        'ft:gpt-4o-mini:acme::x1',
        'gpt-4o-realtime-preview',
        'gpt-image-1',
        'text-embedding-3-small',
        'whisper-1',
        'gpt-5-codex',
        'o1-pro',
        'gpt-5-pro-2025-10-06',
        'gpt-3.5-turbo-instruct',
        'o4-mini-deep-research',
        'gpt-4o-search-preview',
        'tts-1',
        'dall-e-3',
        'omni-moderation-latest',
      ),
      true,
    )
    expect(ids(listed)).toEqual([
      'openai:chatgpt-4o-latest',
      'openai:ft:gpt-4o-mini:acme::x1',
      'openai:gpt-4o',
      'openai:gpt-5-mini',
      'openai:o3',
    ])
  })

  test('keeps everything a compatible server lists, except what could not be named in a request', () => {
    const listed = openAiModels(
      body('qwen3:8b', 'mistral', 'has a space', '', null, 'hf.co/org/model-GGUF:Q4_K_M'),
      false,
    )
    expect(ids(listed)).toEqual(['openai:hf.co/org/model-GGUF:Q4_K_M', 'openai:mistral', 'openai:qwen3:8b'])
  })

  test('is empty when an Ollama server has no model yet', () => {
    expect(openAiModels({ object: 'list', data: null }, false)).toEqual([])
  })

  test.each([[null], ['<html>'], [{}], [{ data: 'x' }]])('is refused when the body is %j', (answer) => {
    expect(() => openAiModels(answer, false)).toThrow('malformed')
  })
})
