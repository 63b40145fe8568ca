import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { type Model, ModelList } from '../contract/models.ts'
import { callLimits, never, stubCatalog, stubKey } from '../test-support/stub-catalog.ts'
import { createModels, type ModelsOptions } from './model-catalog.ts'
import type { KeptListings } from './model-listing.ts'

const { catalog, start, stub, lists } = stubCatalog()

describe('The list of models', () => {
  test('holds each provider’s models live, the configured default, and the simulator last', async () => {
    const scripted = { list: () => ['qwen3:8b', 'llama3.2'] }
    const { url } = await start(scripted)
    const models = createModels({
      openai: { baseUrl: `${url}/v1`, defaultModel: 'gpt-5-mini' },
      gemini: { apiKey: stubKey, baseUrl: url, defaultModel: 'llama3.2' },
      ...callLimits,
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
    const { url } = await start({ list: () => names })
    const { models } = await createModels({ ...callLimits, ...options(url) }, () => Date.parse('2026-11-23')).list(
      never(),
    )
    return new Map(models.map(({ id, ...model }) => [id, model]))
  }

  test('comes from the catalogue, and the limits rather from the provider where it tells them', async () => {
    const models = await at((url) => ({ gemini: { apiKey: stubKey, baseUrl: url, defaultModel: 'gemini-2.5-pro' } }))
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
    const models = createModels({ openai: { apiKey: stubKey, defaultModel: 'gpt-5-mini' }, ...callLimits })
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
    lists[`openai ${stub()?.url}/v1`] = [before]
    expect(await ids(models)).toEqual(['openai:gpt-5-mini', 'openai:listed-before', 'simulator:rules-v1'])
    expect((await models.list(never())).unavailable).toMatchObject([{ code: 'MODEL_UNAVAILABLE' }])
  })

  test('is not offered for another address, nor instead of what the provider lists', async () => {
    const { kept, lists } = keeping({ 'openai http://127.0.0.1:1/v1': [before], openai: [before] })
    const failing = await catalog({ list: () => ({ status: 503 }) }, { kept })
    expect(await ids(failing)).not.toContain(before.id)
    await stub()?.close()
    const answering = await catalog({ list: () => ['listed-now'] }, { kept })
    lists[`openai ${stub()?.url}/v1`] = [before]
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
