import { Value } from 'typebox/value'
import { afterEach, describe, expect, test } from 'vitest'
import { type Model, ModelList } from '../contract/models.ts'
import { type StubProvider, type StubProviderOptions, startStubProvider } from '../test-support/stub-provider.ts'
import { createModels, type ModelsOptions } from './model-catalog.ts'
import type { KeptListings } from './model-listing.ts'
import type { ObservedCall } from './observed-client.ts'

const key = 'stub-key-7Hq2ZxPw9LmT'
const never = () => new AbortController().signal
const question = { prompt: 'Say hello.', temperature: 0, maxOutputTokens: 50, callId: 'run-1:v0-target' }
const limits = { timeoutMs: 10_000, maxRetries: 0 }

let stub: StubProvider | undefined
afterEach(() => stub?.close())

async function catalog(scripted: StubProviderOptions = {}, options: Partial<ModelsOptions> = {}, now?: () => number) {
  stub = await startStubProvider(scripted)
  const openai = { apiKey: key, baseUrl: `${stub.url}/v1`, defaultModel: 'gpt-5-mini' }
  return createModels({ openai, ...limits, ...options }, now)
}
const lists = () => stub?.requests.filter(({ method }) => method === 'GET').length

describe('Without any provider', () => {
  const models = createModels({ ...limits })

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
    Object.keys(createModels({ ...options, ...limits }).providerHealth())

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
    expect(createModels({ openai: { apiKey: 'a', defaultModel: 'gpt-5-mini' }, gemini, ...limits }).defaultId).toBe(
      'openai:gpt-5-mini',
    )
    expect(createModels({ gemini, ...limits }).defaultId).toBe('gemini:gemini-2.5-flash')
  })

  test('is checked at once', () => {
    const openai = { apiKey: 'a key', defaultModel: 'm' }
    expect(() => createModels({ openai, ...limits })).toThrow(/^OPENAI_API_KEY is expected to be printable ASCII/)
  })
})

describe('The list of models', () => {
  test('holds each provider’s models live, the configured default, and the simulator last', async () => {
    const scripted = { list: () => ['qwen3:8b', 'llama3.2'] }
    stub = await startStubProvider(scripted)
    const models = createModels({
      openai: { baseUrl: `${stub.url}/v1`, defaultModel: 'gpt-5-mini' },
      gemini: { apiKey: key, baseUrl: stub.url, defaultModel: 'llama3.2' },
      ...limits,
    })
    const list = await models.list(never())
    expect(list.models.map(({ id }) => id)).toEqual([
      'openai:gpt-5-mini',
      'openai:llama3.2',
      'openai:qwen3:8b',
      'gemini:llama3.2',
      'gemini:qwen3:8b',
      'simulator:rules-v1',
    ])
    expect(list.unavailable).toEqual([])
    expect(Value.Check(ModelList, list)).toBe(true)
  })

  test('is asked for once in five minutes', async () => {
    let now = 0
    const models = await catalog({ list: (n) => [`model-${n}`] }, {}, () => now)
    const ids = async () => (await models.list(never())).models.map(({ id }) => id)
    expect(await ids()).toContain('openai:model-0')
    now += 299_999
    expect(await ids()).toContain('openai:model-0')
    expect(lists()).toBe(1)
    now += 1
    expect(await ids()).toContain('openai:model-1')
    expect(lists()).toBe(2)
  })

  test('keeps what was last known when a provider fails, says why, and asks again half a minute later', async () => {
    let now = 0
    const models = await catalog({ list: (n) => (n === 1 ? { status: 503 } : [`model-${n}`]) }, {}, () => now)
    await models.list(never())
    now += 300_000
    const failed = await models.list(never())
    expect(failed.models.map(({ id }) => id)).toContain('openai:model-0')
    expect(failed.unavailable).toEqual([
      { provider: 'openai', code: 'MODEL_UNAVAILABLE', message: expect.stringContaining('(HTTP 503)') },
    ])
    now += 29_999
    expect((await models.list(never())).unavailable).toHaveLength(1)
    expect(lists()).toBe(2)
    now += 1
    const back = await models.list(never())
    expect(back.unavailable).toEqual([])
    expect(back.models.map(({ id }) => id)).toContain('openai:model-2')
  })

  test('offers the default and the simulator although the provider was never reached', async () => {
    const models = await catalog({ list: () => ({ status: 401 }) })
    const { models: offered, unavailable } = await models.list(never())
    expect(offered.map(({ id }) => id)).toEqual(['openai:gpt-5-mini', 'simulator:rules-v1'])
    expect(unavailable).toMatchObject([{ code: 'MODEL_AUTHENTICATION_FAILED' }])
  })

  test('is fetched once for all who wait, and one who goes away does not take it from the others', async () => {
    const models = await catalog({ list: () => ['one'] })
    const leaving = new AbortController()
    const left = models.list(leaving.signal).catch((error) => error)
    const staying = [models.list(never()), models.list(never())]
    const reason = new Error('the page was closed')
    leaving.abort(reason)
    expect(await left).toBe(reason)
    for (const list of await Promise.all(staying)) expect(list.models.map(({ id }) => id)).toContain('openai:one')
    expect(lists()).toBe(1)
  })
})

describe('What is known of a listed model', () => {
  const at = async (
    options: (url: string) => Partial<ModelsOptions>,
    names = ['gpt-4.1', 'gpt-8', 'gemini-2.5-pro'],
  ) => {
    stub = await startStubProvider({ list: () => names })
    const { models } = await createModels({ ...limits, ...options(stub.url) }, () => Date.parse('2026-11-23')).list(
      never(),
    )
    return new Map(models.map(({ id, ...model }) => [id, model]))
  }

  test('comes from the catalogue, and the limits rather from the provider where it tells them', async () => {
    const models = await at((url) => ({ gemini: { apiKey: key, baseUrl: url, defaultModel: 'gemini-2.5-pro' } }))
    expect(models.get('gemini:gemini-2.5-pro')).toMatchObject({
      limits: { contextTokens: 1_111_111, outputTokens: 22_222 },
      prices: { input: 1.25, output: 10, asOf: '2026-11-23', source: expect.stringContaining('ai.google.dev') },
      capabilities: { temperature: true, structuredOutput: true },
    })
    expect(models.get('gemini:gpt-8')).toMatchObject({ prices: null })
  })

  test('is no price at a server that only imitates OpenAI, whatever its models are called', async () => {
    const models = await at((url) => ({ openai: { baseUrl: `${url}/v1`, defaultModel: 'gpt-4.1' } }))
    expect(models.get('openai:gpt-4.1')).toMatchObject({ prices: null, limits: { outputTokens: 32_768 } })
    expect(models.get('openai:gpt-8')).toMatchObject({ prices: null })
  })

  test('is told for one that nobody has listed, too', () => {
    const models = createModels({ openai: { apiKey: key, defaultModel: 'gpt-5-mini' }, ...limits })
    expect(models.describe('openai:gpt-5-mini')).toMatchObject({ prices: { input: 0.25 }, endsOn: '2026-12-11' })
    expect(models.describe('openai:gpt-8').prices).toBeNull()
    expect(() => models.describe('gemini:x')).toThrow(expect.objectContaining({ code: 'MODEL_UNKNOWN' }))
  })
})

describe('What was listed before this process', () => {
  const before = { id: 'openai:listed-before', provider: 'openai', name: 'listed-before', simulated: false } as const
  function keeping(lists: Record<string, readonly Model[]> = {}) {
    const kept: KeptListings = {
      read: async (source) => lists[source] ?? null,
      write: async (source, models) => {
        lists[source] = models
      },
    }
    return { kept, lists }
  }
  const ids = async (models: ReturnType<typeof createModels>) => (await models.list(never())).models.map(({ id }) => id)

  test('is offered as long as the provider cannot be asked', async () => {
    const { kept, lists } = keeping()
    const models = await catalog({ list: (n) => (n === 0 ? { status: 503 } : ['listed-now']) }, { kept })
    lists[`openai ${stub?.url}/v1`] = [before]
    expect(await ids(models)).toEqual(['openai:gpt-5-mini', 'openai:listed-before', 'simulator:rules-v1'])
    expect((await models.list(never())).unavailable).toMatchObject([{ code: 'MODEL_UNAVAILABLE' }])
  })

  test('is not offered for another address, nor instead of what the provider lists', async () => {
    const { kept, lists } = keeping({ 'openai http://127.0.0.1:1/v1': [before], openai: [before] })
    const failing = await catalog({ list: () => ({ status: 503 }) }, { kept })
    expect(await ids(failing)).not.toContain(before.id)
    await stub?.close()
    const answering = await catalog({ list: () => ['listed-now'] }, { kept })
    lists[`openai ${stub?.url}/v1`] = [before]
    expect(await ids(answering)).toEqual(['openai:gpt-5-mini', 'openai:listed-now', 'simulator:rules-v1'])
  })

  test('is what was listed last, written once for each change', async () => {
    let now = 0
    const { kept } = keeping()
    const written: string[][] = []
    kept.write = async (_, models) => void written.push(models.map(({ name }) => name))
    const models = await catalog({ list: (n) => (n < 2 ? ['a'] : ['a', 'b']) }, { kept }, () => now)
    for (const _ of [1, 2, 3]) {
      await ids(models)
      now += 300_000
    }
    expect(written).toEqual([['a'], ['a', 'b']])
  })

  test('is done without when it can be neither read nor written', async () => {
    const fail = () => Promise.reject(new Error('no database'))
    const models = await catalog(
      { list: (n) => (n === 0 ? { status: 503 } : ['a']) },
      { kept: { read: fail, write: fail } },
    )
    expect(await ids(models)).toEqual(['openai:gpt-5-mini', 'simulator:rules-v1'])
  })
})

describe('A call', () => {
  test.each(['qwen3:8b', 'org/model', 'ft:gpt-4o:acme::x'])(
    'for openai:%s asks the provider for that model',
    async (model) => {
      const models = await catalog({ answer: () => 'Hello.' })
      expect((await models.complete(`openai:${model}`, question, never())).text).toBe('Hello.')
      expect(stub?.completions[0]?.body).toMatchObject({ model })
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
    await expect.poll(() => stub?.completions.length).toBe(1)
    controller.abort(new Error('cancelled'))
    expect(await aborted).toMatchObject({ message: 'cancelled' })
    expect(calls).toEqual([])
    expect(models.providerHealth()['openai']).toMatchObject({ status: 'unknown' })
  })

  test('to the simulator works beside a configured provider', async () => {
    const models = await catalog()
    expect((await models.complete('simulator:rules-v1', question, never())).text).toMatch(/simulated/i)
    expect(stub?.requests).toEqual([])
  })
})

test('Provider health follows the last call, and makes none itself', async () => {
  const answers = ['fine', { status: 401 }, { status: 400 }, 'fine', { status: 429 }] as const
  const models = await catalog({ answer: (_, n) => answers[n] ?? 'fine', list: () => ['one'] })
  const health = () => models.providerHealth()['openai']
  const call = () => models.complete('openai:m', question, never()).catch(() => undefined)
  expect(health()).toMatchObject({ status: 'unknown' })
  expect(stub?.requests).toEqual([])
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
