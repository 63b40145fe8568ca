import { Value } from 'typebox/value'
import { afterEach, describe, expect, test } from 'vitest'
import { ModelList } from '../contract/models.ts'
import { fitting, formOf, hasTemperature, providerText, refusal, servers } from '../test-support/compatible-servers.ts'
import { type StubProvider, type StubProviderOptions, startStubProvider } from '../test-support/stub-provider.ts'
import { createModels, type ModelsOptions } from './model-catalog.ts'

const never = () => new AbortController().signal
let stub: StubProvider | undefined
const stubs: StubProvider[] = []
afterEach(async () => {
  for (const started of stubs.splice(0)) await started.close()
})

/** A catalogue whose compatible server is the stub. */
async function at(scripted: StubProviderOptions, options: Partial<ModelsOptions> = {}, now?: () => number) {
  stub = await startStubProvider(scripted)
  stubs.push(stub)
  const openai = { baseUrl: `${stub.url}/v1`, defaultModel: 'stub-model' }
  return createModels({ openai, timeoutMs: 10_000, maxRetries: 0, ...options }, now)
}

const schema = { type: 'object', additionalProperties: false, required: [], properties: {} }
const judging = {
  prompt: 'Judge.',
  temperature: 0,
  maxOutputTokens: 99,
  callId: 'run-1/j0',
  jsonSchema: { name: 'verdict', schema },
}

describe.each(servers)('At $name', ({ probe, list, finds, asks }) => {
  test('the probe finds what it takes, says it in our words, and a judge is asked so', async () => {
    const models = await at({ probe, ...(list && { list }), answer: () => '{}' })
    const found = await models.probe(never())
    expect(found).toMatchObject(finds)
    expect(JSON.stringify(found)).not.toContain(providerText)
    const listed = await models.list(never())
    expect(listed.servers).toEqual([found])
    expect(Value.Check(ModelList, listed)).toBe(true)
    await models.complete('openai:stub-model', judging, never())
    expect(stub?.completions.map(formOf)).toEqual([asks])
  })
})

test('a model that does not answer in time is given up, and its provider is not called failing: it may be loading', async () => {
  const models = await at({ probe: () => ({ hang: true }) }, { probePatienceMs: 50 })
  await models.list(never()) // in time, however slow this machine is
  expect(await models.probe(never())).toMatchObject({
    lists: true,
    structuredOutput: null,
    problems: [{ asked: 'answer', code: 'MODEL_TIMED_OUT', message: expect.stringContaining('within 0.05 s') }],
  })
  expect(models.providerHealth()['openai']).toMatchObject({ status: 'ok' })
})

test('a server whose list hangs is not asked for more, and both are said', async () => {
  const models = await at({ list: () => ({ hang: true }), probe: () => fitting }, { probePatienceMs: 50 })
  const found = await models.probe(never())
  expect(found?.problems.map(({ asked, code }) => [asked, code])).toEqual([
    ['list', 'MODEL_TIMED_OUT'],
    ['answer', 'MODEL_TIMED_OUT'],
  ])
})

test('a server that answers is healthy, and one that fails to answer is failing although it lists', async () => {
  const fine = await at({ probe: () => fitting })
  await fine.probe(never())
  expect(fine.providerHealth()['openai']).toMatchObject({ status: 'ok' })
  const broken = await at({ probe: () => ({ status: 503 }) })
  await broken.probe(never())
  expect(broken.providerHealth()['openai']).toMatchObject({ status: 'failing' })
})

test('the models of the list say what the probe found', async () => {
  const refused = refusal(400, { error: { message: "Unsupported value: 'temperature'" } })
  const models = await at({ probe: (sent) => (hasTemperature(sent) ? refused : fitting) })
  const capabilities = async () =>
    (await models.list(never())).models.find(({ id }) => id === 'openai:stub-model')?.capabilities
  expect(await capabilities()).toEqual({ temperature: true, structuredOutput: false })
  await models.probe(never())
  expect(await capabilities()).toEqual({ temperature: false, structuredOutput: true })
  expect(models.describe('openai:stub-model').capabilities).toEqual({ temperature: false, structuredOutput: true })
})

test('a server that gave no answer is asked again with the list, a minute later and not before', async () => {
  let now = Date.parse('2026-11-23T12:00:00Z')
  let isUp = false
  let probes = 0
  const probe = () => {
    probes++
    return isUp ? fitting : { status: 503 }
  }
  const models = await at({ probe }, {}, () => now)
  await models.probe(never())
  expect(probes).toBe(1)
  isUp = true
  now += 59_999
  await models.list(never())
  now += 1
  await models.list(never())
  await expect.poll(async () => (await models.list(never())).servers?.[0]?.structuredOutput).toBe('schema')
  expect(probes).toBe(2)
  now += 3_600_000
  await models.list(never())
  expect(probes).toBe(2)
})

test('who comes while it is asked shares the answer, and one that ends the process ends it', async () => {
  const models = await at({ probe: () => fitting })
  const [first, second] = await Promise.all([models.probe(never()), models.probe(never())])
  expect(second).toBe(first)
  const ending = new AbortController()
  const hanging = (await at({ probe: () => ({ hang: true }) })).probe(ending.signal)
  ending.abort(new Error('the end'))
  await expect(hanging).rejects.toThrow('the end')
})

describe('Nothing is asked', () => {
  test.each([
    ['without a provider', () => createModels({ timeoutMs: 1_000 })],
    [
      'at OpenAI itself, whose capabilities are known',
      () => createModels({ openai: { apiKey: 'k', defaultModel: 'gpt-5-mini' }, timeoutMs: 1_000 }),
    ],
  ])('%s', async (_, create) => {
    const models = create()
    expect(await models.probe(never())).toBeUndefined()
  })

  test('before the probe is made: a list has no servers', async () => {
    const models = await at({})
    expect((await models.list(never())).servers).toBeUndefined()
    expect(stub?.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })
})
