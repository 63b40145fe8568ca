import { afterEach, describe, expect, test } from 'vitest'
import { httpClients } from '../test-support/http-clients.ts'
import { type StubProviderOptions, startStubProvider } from '../test-support/stub-provider.ts'
import type { StubRequest } from '../test-support/stub-provider-script.ts'
import { ProviderFailure } from './provider-failure.ts'
import { refusedParameter } from './refused-parameters.ts'

const refused = (detail: string, status = 400) =>
  refusedParameter(new ProviderFailure({ kind: 'status', status }, detail))

// As the servers word it (OpenAI, vLLM, Gemini, a gateway), and what only sounds like it.
test.each([
  [
    "400 Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
    'temperature',
  ],
  ["400 Unsupported parameter: 'temperature' is not supported with this model.", 'temperature'],
  ['`temperature` is deprecated for this model.', 'temperature'],
  [
    "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted'}]",
    'max_completion_tokens',
  ],
  [
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    undefined,
  ],
  ['Invalid value for temperature: expected a number from 0 to 1', undefined],
  ['The model `m` does not exist', undefined],
])('%s is about %s', (detail, parameter) => {
  expect(refused(detail)).toBe(parameter)
})

test.each([401, 429, 500])('a status %i is about no parameter', (status) => {
  expect(refused("Unsupported parameter: 'temperature'", status)).toBeUndefined()
})

const request = { model: 'm', prompt: 'Hello.', temperature: 0.5, maxOutputTokens: 99, callId: 'run-1/v0' }
const signal = new AbortController().signal
const hasTemperature = ({ body }: StubRequest) => JSON.stringify(body).includes('"temperature"')
const notSupported = {
  status: 400,
  body: { error: { code: 400, message: "Unsupported value: 'temperature' does not support 0.5" } },
}

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

describe.each(httpClients)('A temperature that $name refuses', ({ create }) => {
  async function against(answer: NonNullable<StubProviderOptions['answer']>) {
    const stub = await startStubProvider({ answer })
    stops.push(stub.close)
    return { stub, client: create(stub.url) }
  }

  test('is left away at once, under another idempotency key, and from then on', async () => {
    const { stub, client } = await against((_, __, sent) => (hasTemperature(sent) ? notSupported : 'fine'))
    for (const callId of ['run-1/v0', 'run-1/v1'])
      expect((await client.complete({ ...request, callId }, signal)).text).toBe('fine')
    expect(stub.completions.map((sent) => [hasTemperature(sent), sent.idempotencyKey])).toEqual([
      [true, 'run-1/v0'],
      [false, 'run-1/v0/repeated'],
      [false, 'run-1/v1'],
    ])
  })

  test('goes on being sent to other models', async () => {
    const { stub, client } = await against((_, index) => (index === 0 ? notSupported : 'fine'))
    await client.complete(request, signal)
    await client.complete({ ...request, model: 'other' }, signal)
    expect(stub.completions.map(hasTemperature)).toEqual([true, false, true])
  })

  test('is left away once only: a server that goes on refusing is not asked for ever', async () => {
    const { stub, client } = await against(() => notSupported)
    await expect(client.complete(request, signal)).rejects.toMatchObject({ code: 'MODEL_REQUEST_REFUSED' })
    expect(stub.completions).toHaveLength(2)
  })

  test('is left away together with a schema that is refused too', async () => {
    const schema = { name: 's', schema: { type: 'object' } }
    const isPlain = ({ body }: StubRequest) => !/response_format|responseJsonSchema/.test(JSON.stringify(body))
    const { stub, client } = await against((_, __, sent) =>
      hasTemperature(sent) ? notSupported : isPlain(sent) ? 'fine' : { status: 400 },
    )
    expect((await client.complete({ ...request, jsonSchema: schema }, signal)).text).toBe('fine')
    const asked = stub.completions.length
    await client.complete({ ...request, jsonSchema: schema }, signal)
    expect(stub.completions).toHaveLength(asked + 1)
  })
})
