import { afterEach, describe, expect, test } from 'vitest'
import { type StubProviderOptions, startStubProvider } from '../test-support/stub-provider.ts'
import type { StubRequest } from '../test-support/stub-provider-script.ts'
import { createGeminiClient } from './gemini-client.ts'
import { createOpenAiClient } from './openai-client.ts'

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['level'],
  properties: { level: { type: 'integer', enum: [0, 1, 2] } },
} as const
const request = { model: 'm', prompt: 'Judge.', temperature: 0, maxOutputTokens: 99, callId: 'run-1/j0' }
const withSchema = { ...request, jsonSchema: { name: 'verdict', schema } }
const never = () => new AbortController().signal
const quick = { timeoutMs: 10_000, maxRetries: 0, retryDelayMs: 1 }

const adapters = [
  {
    name: 'OpenAI',
    create: (url: string) => createOpenAiClient({ apiKey: 'k', baseUrl: `${url}/v1`, isOpenAi: true, ...quick }),
    structured: { response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } } },
  },
  {
    name: 'an OpenAI-compatible server',
    create: (url: string) => createOpenAiClient({ baseUrl: `${url}/v1`, ...quick }),
    structured: { response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } } },
  },
  {
    name: 'Gemini',
    create: (url: string) => createGeminiClient({ apiKey: 'k', baseUrl: url, ...quick }),
    structured: { generationConfig: { responseMimeType: 'application/json', responseJsonSchema: schema } },
  },
] as const

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const asksForJson = ({ body }: StubRequest) =>
  /response_format|responseJsonSchema|responseMimeType/.test(JSON.stringify(body))

describe.each(adapters)('A schema, sent to $name,', ({ create, structured }) => {
  async function against(answer: StubProviderOptions['answer']) {
    const stub = await startStubProvider(answer ? { answer } : {})
    stops.push(stub.close)
    return { stub, client: create(stub.url) }
  }

  test('travels as the structured output of its API, and only when the request has one', async () => {
    const { stub, client } = await against(() => '{"level":1}')
    expect((await client.complete(withSchema, never())).text).toBe('{"level":1}')
    await client.complete(request, never())
    expect(stub.completions[0]?.body).toMatchObject(structured)
    expect(stub.completions.map(asksForJson)).toEqual([true, false])
  })

  test('is left away, under another idempotency key, where the model refuses it, and for good', async () => {
    const { stub, client } = await against((_, __, sent) => (asksForJson(sent) ? { status: 400 } : 'plain'))
    for (const callId of ['run-1/j0', 'run-1/j1'])
      expect((await client.complete({ ...withSchema, callId }, never())).text).toBe('plain')
    expect(stub.completions.map((sent) => [asksForJson(sent), sent.idempotencyKey])).toEqual([
      [true, 'run-1/j0'],
      [false, 'run-1/j0/without-schema'],
      [false, 'run-1/j1/without-schema'],
    ])
    // The model is told the form in words instead.
    expect(stub.completions.map(({ prompt }) => prompt.includes(JSON.stringify(schema)))).toEqual([false, true, true])
  })

  test('goes on being sent to other models, and to one whose plain request was refused as well', async () => {
    const { stub, client } = await against((_, index, sent) =>
      index < 2 || (asksForJson(sent) && JSON.stringify([sent.path, sent.body]).includes('older'))
        ? { status: 400 }
        : 'fine',
    )
    await expect(client.complete(withSchema, never())).rejects.toMatchObject({ code: 'MODEL_REQUEST_REFUSED' })
    await client.complete({ ...withSchema, model: 'older' }, never())
    await client.complete(withSchema, never())
    expect(stub.completions.map(asksForJson)).toEqual([true, false, true, false, true])
  })

  test.each([401, 429, 503])('is not what a status %i is about, so nothing is asked again', async (status) => {
    const { stub, client } = await against(() => ({ status }))
    await expect(client.complete(withSchema, never())).rejects.toThrow()
    expect(stub.completions).toHaveLength(1)
  })
})
