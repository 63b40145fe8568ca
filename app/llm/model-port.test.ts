import { Value } from 'typebox/value'
import { afterEach, describe, expect, test } from 'vitest'
import { Model } from '../contract/models.ts'
import { httpClients } from '../test-support/http-clients.ts'
import { startStubProvider } from '../test-support/stub-provider.ts'
import type { StubAnswer, StubRequest } from '../test-support/stub-provider-script.ts'
import type { CompletionRequest } from './model-client.ts'
import { createSimulatorClient, simulatorModel } from './simulator-client.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const long = 'An answer that goes on for longer than a few tokens, so that a limit cuts it off in the middle.'

/** Stops at the limit that the request names, as providers do. */
function limited(_prompt: string, _index: number, { body }: StubRequest): StubAnswer {
  const most = Number(/"max\w*[tT]okens":(\d+)/.exec(JSON.stringify(body))?.[1])
  return long.length <= 4 * most ? long : { text: long.slice(0, 4 * most), finish: 'length' }
}

const clients = [
  ...httpClients.map(({ name, create }) => ({
    name,
    model: 'stub-model',
    async open() {
      const stub = await startStubProvider({ answer: limited, list: () => ['gpt-4.1', 'gemini-2.5-pro'] })
      stops.push(stub.close)
      return create(stub.url)
    },
  })),
  { name: 'the simulator', model: simulatorModel, open: async () => createSimulatorClient() },
]

const signal = new AbortController().signal
const isCount = (value: number) => Number.isInteger(value) && value > 0

// What the loop relies on, whoever answers. What only a provider over HTTP can do wrong is in model-client.test.ts.
describe.each(clients)('Behind the port, $name', ({ model, open }) => {
  const request: CompletionRequest = {
    model,
    prompt: 'Describe the ferry in two sentences.',
    temperature: 0.5,
    maxOutputTokens: 1_000,
    callId: 'run-1/v0-target',
  }

  test('answers with a text, why it ended, and what it took', async () => {
    const { text, finishReason, usage } = await (await open()).complete(request, signal)
    expect(text.trim()).not.toBe('')
    expect(finishReason).toBe('stop')
    expect([usage.inputTokens, usage.outputTokens].filter(isCount)).toHaveLength(2)
  })

  test('keeps to the limit of the answer, and says that it did', async () => {
    const client = await open()
    const whole = await client.complete(request, signal)
    const cut = await client.complete({ ...request, maxOutputTokens: 5 }, signal)
    expect(cut.finishReason).toBe('length')
    expect(cut.text.length).toBeLessThan(whole.text.length)
    expect(whole.text.startsWith(cut.text)).toBe(true)
    expect(cut.usage.outputTokens).toBeLessThanOrEqual(5)
  })

  test('takes a schema as a wish', async () => {
    const jsonSchema = { name: 'verdict', schema: { type: 'object', properties: {}, required: [] } }
    expect((await (await open()).complete({ ...request, jsonSchema }, signal)).finishReason).toBe('stop')
  })

  test('is not asked once the signal has aborted, and rejects with its reason', async () => {
    const reason = new Error('the run was cancelled')
    await expect((await open()).complete(request, AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  test('lists models as the contract has them, of its own provider', async () => {
    const client = await open()
    const models = await client.list(signal)
    expect(models.length).toBeGreaterThan(0)
    for (const listed of models) {
      expect([...Value.Errors(Model, listed)]).toEqual([])
      expect(listed.id.startsWith(`${client.provider}:`)).toBe(true)
      expect(listed.simulated).toBe(client.provider === 'simulator')
    }
  })
})
