import { describe, expect, test } from 'vitest'
import { callLimits, never, stubCatalog } from '../test-support/stub-catalog.ts'
import type { StubProviderOptions } from '../test-support/stub-provider.ts'
import { createModels, type ModelsOptions } from './model-catalog.ts'
import type { ObservedCall } from './observed-client.ts'

const question = { prompt: 'Say hello.', temperature: 0, maxOutputTokens: 50, callId: 'run-1:v0-target' }
const { catalog, stub } = stubCatalog()

describe('Without any provider', () => {
  const models = createModels({ ...callLimits })

  test('the simulator is the default, the only model, and named as one', async () => {
    expect(models.defaultId).toBe('simulator:rules-v1')
    const name = 'Simulator (not a language model)'
    const free = { input: 0, output: 0, asOf: expect.any(String), source: expect.any(String) }
    const facts = { prices: free, capabilities: { temperature: true, structuredOutput: false } }
    const simulator = { id: 'simulator:rules-v1', provider: 'simulator', name, simulated: true, ...facts }
    expect(await models.list(never())).toEqual({ models: [simulator], default: 'simulator:rules-v1', unavailable: [] })
    expect(models.resolve('simulator:rules-v1').simulated).toBe(true)
    expect(models.providerHealth()).toEqual({ simulator: { status: 'ok', message: expect.any(String) } })
  })

  test.each([
    ['openai:gpt-5-mini', 'OPENAI_API_KEY or OPENAI_BASE_URL'],
    ['gemini:gemini-2.5-flash', 'GEMINI_API_KEY'],
    ['simulator:rules-v2', 'GET /api/v1/models'],
    ['simulator:', 'GET /api/v1/models'],
    ['gpt-5-mini', 'expected provider:model'],
    ['', 'expected provider:model'],
    ['__proto__:x', 'expected provider:model'],
  ])('the model %j is unknown, and the message says what to do', (id, hint) => {
    expect(() => models.resolve(id)).toThrow(expect.objectContaining({ code: 'MODEL_UNKNOWN' }))
    expect(() => models.resolve(id)).toThrow(hint)
  })
})

describe('What configures a provider', () => {
  const configured = (options: Omit<ModelsOptions, 'timeoutMs'>) =>
    Object.keys(createModels({ ...options, ...callLimits }).providerHealth())

  test('is a key or an address for OpenAI, because Ollama needs no key, and a key for Gemini', () => {
    expect(configured({ openai: { defaultModel: 'm' }, gemini: { defaultModel: 'm' } })).toEqual(['simulator'])
    expect(configured({ openai: { baseUrl: 'http://127.0.0.1:1/v1', defaultModel: 'm' } })).toEqual([
      'openai',
      'simulator',
    ])
    expect(configured({ gemini: { baseUrl: 'http://127.0.0.1:1', defaultModel: 'm' } })).toEqual(['simulator'])
    const both = { openai: { apiKey: 'a', defaultModel: 'm' }, gemini: { apiKey: 'b', defaultModel: 'm' } }
    expect(configured(both)).toEqual(['openai', 'gemini', 'simulator'])
  })

  test('decides the default: OpenAI’s model, else Gemini’s', () => {
    const gemini = { apiKey: 'b', defaultModel: 'gemini-2.5-flash' }
    expect(createModels({ openai: { apiKey: 'a', defaultModel: 'gpt-5-mini' }, gemini, ...callLimits }).defaultId).toBe(
      'openai:gpt-5-mini',
    )
    expect(createModels({ gemini, ...callLimits }).defaultId).toBe('gemini:gemini-2.5-flash')
  })

  test('is checked at once', () => {
    const openai = { apiKey: 'a key', defaultModel: 'm' }
    expect(() => createModels({ openai, ...callLimits })).toThrow(/^OPENAI_API_KEY is expected to be printable ASCII/)
  })
})

describe('A call', () => {
  test.each(['qwen3:8b', 'org/model', 'ft:gpt-4o:acme::x'])(
    'for openai:%s asks the provider for that model',
    async (model) => {
      const models = await catalog({ answer: () => 'Hello.' })
      expect((await models.complete(`openai:${model}`, question, never())).text).toBe('Hello.')
      expect(stub()?.completions[0]?.body).toMatchObject({ model })
      expect(models.resolve(`openai:${model}`)).toMatchObject({ model, simulated: false })
    },
  )

  test('is reported with its outcome and usage, also when made through the resolved client', async () => {
    const calls: ObservedCall[] = []
    const answer: StubProviderOptions['answer'] = (_, n) => (n < 2 ? 'Hello.' : { status: 500 })
    const models = await catalog({ answer }, { observe: (call) => calls.push(call) })
    await models.complete('openai:m', question, never())
    await models.resolve('openai:m').client.complete({ ...question, model: 'm' }, never())
    await expect(models.complete('openai:m', question, never())).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    const ok = { provider: 'openai', model: 'm', outcome: 'ok', usage: { inputTokens: 3, outputTokens: 2 } }
    expect(calls).toMatchObject([ok, ok, { outcome: 'MODEL_UNAVAILABLE', usage: { inputTokens: 0, outputTokens: 0 } }])
    for (const { durationMs } of calls) expect(durationMs).toBeGreaterThan(0)
  })

  test('that was aborted is not reported and says nothing about the provider', async () => {
    const calls: ObservedCall[] = []
    const models = await catalog({ answer: () => ({ hang: true }) }, { observe: (call) => calls.push(call) })
    const controller = new AbortController()
    const aborted = models.complete('openai:m', question, controller.signal).catch((error) => error)
    await expect.poll(() => stub()?.completions.length).toBe(1)
    controller.abort(new Error('cancelled'))
    expect(await aborted).toMatchObject({ message: 'cancelled' })
    expect(calls).toEqual([])
    expect(models.providerHealth()['openai']).toMatchObject({ status: 'unknown' })
  })

  test('to the simulator works beside a configured provider', async () => {
    const models = await catalog()
    expect((await models.complete('simulator:rules-v1', question, never())).text).toMatch(/simulated/i)
    expect(stub()?.requests).toEqual([])
  })
})

test('Provider health follows the last call, and makes none itself', async () => {
  const answers = ['fine', { status: 401 }, { status: 400 }, 'fine', { status: 429 }] as const
  const models = await catalog({ answer: (_, n) => answers[n] ?? 'fine', list: () => ['one'] })
  const health = () => models.providerHealth()['openai']
  const call = () => models.complete('openai:m', question, never()).catch(() => undefined)
  expect(health()).toMatchObject({ status: 'unknown' })
  expect(stub()?.requests).toEqual([])
  await call()
  expect(health()).toMatchObject({ status: 'ok' })
  await call()
  expect(health()).toMatchObject({ status: 'failing', message: expect.stringContaining('OPENAI_API_KEY') })
  await call() // a refused request tells nothing of the key
  expect(health()).toMatchObject({ status: 'failing', message: expect.stringContaining('OPENAI_API_KEY') })
  await call()
  expect(health()).toMatchObject({ status: 'ok' })
  await call()
  expect(health()).toMatchObject({ status: 'failing', message: expect.stringContaining('(HTTP 429)') })
  await call()
  expect(health()).toMatchObject({ status: 'ok' })
})

test('A listing that succeeds does not hide for a quarter of an hour that calls fail', async () => {
  let now = 0
  const models = await catalog({ answer: () => ({ status: 429 }), list: () => ['one'] }, {}, () => now)
  const health = () => models.providerHealth()['openai']
  await models.list(never())
  expect(health()).toMatchObject({ status: 'ok' })
  await models.complete('openai:m', question, never()).catch(() => undefined)
  for (const minutes of [0, 6, 14]) {
    now = minutes * 60_000
    await models.list(never())
    expect([minutes, health()]).toMatchObject([minutes, { status: 'failing' }])
  }
  // Nobody has asked since; what is known is that the provider takes the key.
  now = 20 * 60_000
  await models.list(never())
  expect(health()).toMatchObject({ status: 'ok' })
})
