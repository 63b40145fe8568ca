import { afterEach, expect, test } from 'vitest'
import { loadConfig } from './config.ts'
import { createModels } from './llm/model-catalog.ts'
import { checkProviders, probeProviders, providersOf } from './providers.ts'
import { type StubProvider, type StubProviderOptions, startStubProvider } from './test-support/stub-provider.ts'

const stubs: StubProvider[] = []
afterEach(async () => {
  for (const stub of stubs.splice(0)) await stub.close()
})

async function modelsAt(list: NonNullable<StubProviderOptions['list']>, scripted: StubProviderOptions = {}) {
  const stub = await startStubProvider({ list, ...scripted })
  stubs.push(stub)
  const env = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${stub.url}/v1`, OPENAI_MODEL: 'stub-model' }
  return { stub, models: createModels(providersOf(loadConfig(env))) }
}

test('without a key only the simulator is there, and it is the default', () => {
  const models = createModels(providersOf(loadConfig({})))
  expect(models.defaultId).toBe('simulator:rules-v1')
  expect(Object.keys(models.providerHealth())).toEqual(['simulator'])
})

test('a configured provider gives the default model', async () => {
  const { models } = await modelsAt(() => ['stub-model'])
  expect(models.defaultId).toBe('openai:stub-model')
})

test('asks a provider once, however often it is checked', async () => {
  const { stub, models } = await modelsAt(() => ['stub-model'])
  expect(await checkProviders(models)).toMatchObject({ openai: { status: 'ok' } })
  await checkProviders(models)
  expect(stub.requests).toHaveLength(1)
})

test('a key that is refused is failing, in our words', async () => {
  const { models } = await modelsAt(() => ({ status: 401, body: { error: { message: 'text of the provider' } } }))
  const { openai } = await checkProviders(models)
  expect(openai).toMatchObject({ status: 'failing', message: expect.stringMatching(/OPENAI_API_KEY/) })
  expect(openai?.message).not.toContain('text of the provider')
})

test('a provider that does not answer does not hold up the answer, and is unknown', async () => {
  const { models } = await modelsAt(() => ({ hang: true }))
  expect(await checkProviders(models)).toMatchObject({ openai: { status: 'unknown' } })
})

/** The lines that probing writes. */
async function linesOf(models: Parameters<typeof probeProviders>[0]) {
  const lines: { level: string; fields: object; message: string }[] = []
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message })
  await probeProviders(models, { info: at('info'), warn: at('warn'), error: at('error') }, new AbortController().signal)
  return lines
}

test('what a compatible server can do is one line of the log', async () => {
  const { models } = await modelsAt(() => ['stub-model'])
  const message =
    'The OpenAI-compatible server lists its models; openai:stub-model keeps to a JSON schema and takes a temperature'
  expect(await linesOf(models)).toEqual([{ level: 'info', fields: expect.anything(), message }])
})

test('what is in its way is a warning that says what to do, without a word of the provider', async () => {
  const body = { error: { message: 'text of the provider' } }
  const { models } = await modelsAt(() => ({ status: 401, body }), { probe: () => ({ status: 503, body }) })
  const [line, ...more] = await linesOf(models)
  expect(more).toEqual([])
  expect(line?.level).toBe('warn')
  expect(line?.message).toMatch(/does not list .* did not answer\. .*OPENAI_API_KEY.*\. .*failed \(HTTP 503\)/)
  expect(JSON.stringify(line)).not.toContain('text of the provider')
})

test('what fails both the list and the answer is said once', async () => {
  const refusal = { status: 401, body: { error: { message: 'text of the provider' } } }
  const { models } = await modelsAt(() => refusal, { probe: () => refusal })
  const [line] = await linesOf(models)
  expect(line?.message.match(/refused the API key/g)).toHaveLength(1)
})

test('without a compatible server nothing is said', async () => {
  expect(await linesOf(createModels(providersOf(loadConfig({}))))).toEqual([])
})
