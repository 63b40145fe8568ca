import { afterEach, describe, expect, test, vi } from 'vitest'
import { type StubProvider, startStubProvider } from '../test-support/stub-provider.ts'
import type { StubAnswer } from '../test-support/stub-provider-script.ts'
import { createGeminiClient } from './gemini-client.ts'
import { geminiModels } from './gemini-models.ts'

const request = {
  model: 'gemini-2.5-flash',
  prompt: 'Say hello.',
  temperature: 1,
  maxOutputTokens: 64,
  callId: 'run-1:v0',
}
const never = () => new AbortController().signal

describe('The Gemini adapter', () => {
  let stub: StubProvider | undefined
  afterEach(() => stub?.close())
  async function complete(answer: StubAnswer) {
    await stub?.close()
    stub = await startStubProvider({ answer: () => answer })
    return createGeminiClient({ apiKey: 'k', baseUrl: stub.url, timeoutMs: 10_000, maxRetries: 0 }).complete(
      request,
      never(),
    )
  }
  const failure = (answer: StubAnswer) =>
    complete(answer).then(
      () => expect.unreachable('the call succeeded'),
      (error) => error,
    )
  const events = (...data: unknown[]) =>
    ({ malformed: true, body: data.map((entry) => `data: ${JSON.stringify(entry)}\r\n\r\n`).join('') }) as const
  const candidate = (parts: object[], finishReason?: string) => ({ candidates: [{ content: { parts }, finishReason }] })

  test('sends key, model and path as the API wants them', async () => {
    await complete('fine')
    expect(stub?.completions[0]).toMatchObject({
      path: '/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
      headers: { 'x-goog-api-key': 'k' },
      body: { generationConfig: { temperature: 1, maxOutputTokens: 64 } },
    })
  })

  test('recognises a refused key although Gemini answers 400', async () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }]
    const error = await failure({ status: 400, body: { error: { code: 400, message: 'x', details } } })
    expect(error).toMatchObject({ code: 'MODEL_AUTHENTICATION_FAILED' })
    expect(error.message).toContain('GEMINI_API_KEY')
  })

  test('reads how long to wait from RetryInfo, and rather from Retry-After where there is one', async () => {
    const details = [null, 'x', { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' }]
    const body = { error: { code: 429, message: 'x', status: 'RESOURCE_EXHAUSTED', details } }
    expect(await failure({ status: 429, body })).toMatchObject({ code: 'MODEL_RATE_LIMITED', retryAfterMs: 34_500 })
    const both = { status: 429, body, headers: { 'retry-after': '7' } }
    expect(await failure(both)).toMatchObject({ retryAfterMs: 7_000 })
  })

  test('understands an error event inside the stream', async () => {
    const error = { error: { code: 503, message: 'overloaded', status: 'UNAVAILABLE' } }
    expect(await failure(events(candidate([{ text: 'Half' }]), error))).toMatchObject({ code: 'MODEL_UNAVAILABLE' })
  })

  test('leaves thoughts out of the text but counts their tokens', async () => {
    const usageMetadata = { promptTokenCount: 4, candidatesTokenCount: 2, thoughtsTokenCount: 30 }
    const parts = [{ text: 'Let me think.', thought: true }, { text: 'Hello' }]
    const completion = await complete(events({ ...candidate(parts, 'STOP'), usageMetadata }))
    expect(completion).toEqual({ text: 'Hello', finishReason: 'stop', usage: { inputTokens: 4, outputTokens: 32 } })
  })

  test('writes nothing to the console when a part is no text', async () => {
    const warn = vi.spyOn(console, 'warn')
    const parts = [{ executableCode: { code: '1+1' } }, { text: 'two' }]
    expect(await complete(events(candidate(parts, 'STOP')))).toMatchObject({ text: 'two' })
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })

  test('takes a blocked prompt, which has no candidate, for a filtered answer', async () => {
    const blocked = { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: { promptTokenCount: 3 } }
    expect(await complete(events(blocked))).toMatchObject({ text: '', finishReason: 'filtered' })
  })

  test.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'filtered'],
    ['RECITATION', 'filtered'],
    ['BLOCKLIST', 'filtered'],
    ['SPII', 'filtered'],
    ['SOMETHING_NEW', 'stop'],
  ])('maps the finish reason %s to %s', async (finishReason, expected) => {
    expect(await complete(events(candidate([{ text: 'Hello' }], finishReason)))).toMatchObject({
      finishReason: expected,
    })
  })

  test('calls a failed tool call without text malformed', async () => {
    const answer = events(candidate([], 'MALFORMED_FUNCTION_CALL'))
    expect(await failure(answer)).toMatchObject({ code: 'MODEL_ANSWER_MALFORMED' })
  })
})

test('The list of Gemini’s models holds those that generate text, under their own names', () => {
  const action = ['generateContent']
  const listed = geminiModels([
    { name: 'models/gemini-2.5-pro', displayName: 'Gemini 2.5 Pro', supportedActions: action },
    { name: 'models/gemini-2.5-flash', supportedActions: action },
    { name: 'models/gemini-2.5-flash-image', supportedActions: action },
    { name: 'models/gemini-2.5-flash-preview-tts', supportedActions: action },
    { name: 'models/gemini-embedding-001', supportedActions: ['embedContent'] },
    { name: 'models/aqa', supportedActions: ['generateAnswer'] },
    { supportedActions: action },
  ])
  expect(listed.map(({ id, name }) => [id, name])).toEqual([
    ['gemini:gemini-2.5-flash', 'gemini-2.5-flash'],
    ['gemini:gemini-2.5-pro', 'Gemini 2.5 Pro'],
  ])
})
