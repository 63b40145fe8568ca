import { Value } from 'typebox/value'
import { afterEach, describe, expect, test } from 'vitest'
import { ModelList, type ProbedServer } from '../contract/models.ts'
import { type StubProvider, type StubProviderOptions, startStubProvider } from '../test-support/stub-provider.ts'
import type { StubAnswer, StubRequest } from '../test-support/stub-provider-script.ts'
import { createModels, type ModelsOptions } from './model-catalog.ts'

const never = () => new AbortController().signal
const providerText = 'text of the provider'
const fitting = '{"colour":"yellow","letters":6}'
const prose = `Yellow, which has six letters (${providerText}).`
const refusal = (status: number, body: unknown) => ({ status, body })

let stub: StubProvider | undefined
const stubs: StubProvider[] = []
afterEach(async () => {
  for (const started of stubs.splice(0)) await started.close()
})

/** What a request asks for, as its `response_format` says; `words`: the schema is in the prompt. */
function formOf({ body, prompt }: StubRequest): 'json_schema' | 'json_object' | 'words' | 'plain' {
  const type = /"response_format":\{"type":"(json_schema|json_object)"/.exec(JSON.stringify(body))?.[1]
  return type === 'json_schema' || type === 'json_object' ? type : prompt.includes('JSON Schema') ? 'words' : 'plain'
}
const hasTemperature = ({ body }: StubRequest) => JSON.stringify(body).includes('"temperature"')

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

interface Server {
  readonly name: string
  readonly probe: (request: StubRequest) => StubAnswer
  readonly list?: StubProviderOptions['list']
  readonly finds: Partial<ProbedServer>
  /** How a judge is asked then. */
  readonly asks: ReturnType<typeof formOf>
}

const servers: readonly Server[] = [
  {
    name: 'Ollama or vLLM, which hold a model to a schema',
    probe: (sent) => (formOf(sent) === 'json_schema' ? fitting : prose),
    finds: { structuredOutput: 'schema', temperature: true, lists: true, problems: [] },
    asks: 'json_schema',
  },
  {
    name: 'Ollama before structured outputs, which takes a schema for nothing but has a JSON mode',
    probe: (sent) => (formOf(sent) === 'json_object' ? '{"colour":"green"}' : prose),
    finds: { structuredOutput: 'json', problems: [] },
    asks: 'json_object',
  },
  {
    name: 'LM Studio, which takes a schema and refuses the JSON mode',
    probe: (sent) =>
      formOf(sent) === 'json_object'
        ? refusal(400, { error: `'response_format.type' must be 'json_schema' or 'text' ${providerText}` })
        : fitting,
    finds: { structuredOutput: 'schema', problems: [] },
    asks: 'json_schema',
  },
  {
    name: 'LM Studio with a model that it cannot hold to a schema',
    probe: (sent) =>
      formOf(sent) === 'json_schema'
        ? prose
        : formOf(sent) === 'json_object'
          ? refusal(400, { error: `'response_format.type' must be 'json_schema' or 'text' ${providerText}` })
          : `Of course! ${fitting}`,
    finds: { structuredOutput: 'none', problems: [] },
    asks: 'words',
  },
  {
    name: 'llama.cpp, which takes each model name and each form, and answers as it likes',
    probe: (sent) => (formOf(sent) === 'words' ? `\`\`\`json\n${fitting}\n\`\`\`` : prose),
    list: () => ['models/qwen3-8b-q4.gguf'],
    finds: { structuredOutput: 'none', lists: true, problems: [] },
    asks: 'words',
  },
  {
    name: 'a reasoning model whose thinking is let through',
    probe: () => `<think>${prose}</think>\n${fitting}`,
    finds: { structuredOutput: 'schema', problems: [] },
    asks: 'json_schema',
  },
  {
    name: 'one that refuses each response_format',
    probe: (sent) => (/json_/.test(formOf(sent)) ? refusal(400, { error: { message: providerText } }) : fitting),
    finds: { structuredOutput: 'none', temperature: true, problems: [] },
    asks: 'words',
  },
  {
    name: 'one that refuses a temperature',
    probe: (sent) =>
      hasTemperature(sent)
        ? refusal(400, { error: { message: `Unsupported value: 'temperature' ${providerText}` } })
        : fitting,
    finds: { structuredOutput: 'schema', temperature: false, problems: [] },
    asks: 'json_schema',
  },
  {
    name: 'one without a list',
    probe: () => fitting,
    list: () => refusal(404, { error: { message: providerText } }),
    finds: {
      lists: false,
      structuredOutput: 'schema',
      problems: [{ asked: 'list', code: 'MODEL_REQUEST_REFUSED', message: expect.stringContaining('OPENAI_BASE_URL') }],
    },
    asks: 'json_schema',
  },
  {
    name: 'one that answers prose, whatever it is told',
    probe: () => prose,
    finds: {
      structuredOutput: 'none',
      problems: [
        { asked: 'answer', code: 'MODEL_ANSWER_MALFORMED', message: expect.stringMatching(/another model as judge$/) },
      ],
    },
    asks: 'words',
  },
  {
    name: 'a model that thinks for longer than a small answer is worth',
    probe: () => ({ text: '', finish: 'length' }),
    finds: {
      structuredOutput: null,
      temperature: true,
      problems: [{ asked: 'answer', code: 'MODEL_ANSWER_MALFORMED', message: expect.stringContaining('thinking off') }],
    },
    asks: 'json_schema',
  },
  {
    name: 'a web page at the address',
    probe: () => ({ malformed: true, body: `<!doctype html><title>${providerText}</title>` }),
    list: () => ({ malformed: true, body: `<!doctype html><title>${providerText}</title>` }),
    finds: {
      lists: false,
      structuredOutput: null,
      temperature: null,
      problems: [
        { asked: 'list', code: 'MODEL_ANSWER_MALFORMED', message: expect.stringContaining('OPENAI_BASE_URL') },
        { asked: 'answer', code: 'MODEL_ANSWER_MALFORMED', message: expect.stringContaining('OPENAI_BASE_URL') },
      ],
    },
    asks: 'json_schema',
  },
  {
    name: 'a key that is refused',
    probe: () => refusal(401, { error: { message: providerText } }),
    list: () => refusal(401, { error: { message: providerText } }),
    finds: {
      structuredOutput: null,
      problems: [
        { asked: 'list', code: 'MODEL_AUTHENTICATION_FAILED', message: expect.stringContaining('OPENAI_API_KEY') },
        { asked: 'answer', code: 'MODEL_AUTHENTICATION_FAILED', message: expect.stringContaining('OPENAI_API_KEY') },
      ],
    },
    asks: 'json_schema',
  },
  {
    name: 'Ollama with other models than the default',
    probe: () => refusal(404, { error: { message: `model "stub-model" not found, ${providerText}` } }),
    list: () => ['qwen3:8b', 'llama3.2'],
    finds: {
      lists: true,
      structuredOutput: null,
      problems: [
        {
          asked: 'answer',
          code: 'MODEL_UNKNOWN',
          message: expect.stringContaining('set OPENAI_MODEL to one of the 2 that it lists, for example llama3.2'),
        },
      ],
    },
    asks: 'json_schema',
  },
  {
    name: 'Ollama without a model',
    probe: () => refusal(404, { error: { message: providerText } }),
    list: () => refusal(200, { object: 'list', data: null }),
    finds: {
      lists: true,
      problems: [{ asked: 'answer', code: 'MODEL_UNKNOWN', message: expect.stringContaining('load one there first') }],
    },
    asks: 'json_schema',
  },
]

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
