import { afterEach, describe, expect, test } from 'vitest'
import { httpClients } from '../test-support/http-clients.ts'
import { type StubProviderOptions, startStubProvider } from '../test-support/stub-provider.ts'

const request = { model: 'm', prompt: 'Hello.', temperature: 0.5, maxOutputTokens: 99, callId: 'run-1/v0' }
const signal = new AbortController().signal
const mostBytes = 64 * 1024

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

describe.each(httpClients)('An answer of $name', ({ create }) => {
  async function client(options: StubProviderOptions) {
    const stub = await startStubProvider(options)
    stops.push(stub.close)
    return create(stub.url, { maxAnswerBytes: mostBytes })
  }

  test('that is too long is broken off, and the error says after how much', async () => {
    const asked = await client({ answer: () => ({ text: 'x'.repeat(mostBytes), chunkBytes: 8_192 }) })
    await expect(asked.complete(request, signal)).rejects.toMatchObject({
      code: 'MODEL_ANSWER_TOO_LARGE',
      message: expect.stringContaining('64 KiB'),
    })
  })

  test('that is one line without an end is broken off too', async () => {
    const asked = await client({ answer: () => ({ malformed: true, body: `data: ${'x'.repeat(2 * mostBytes)}` }) })
    await expect(asked.complete(request, signal)).rejects.toMatchObject({ code: 'MODEL_ANSWER_TOO_LARGE' })
  })

  test('that is just short enough arrives whole', async () => {
    const text = 'x'.repeat(1_000)
    expect((await (await client({ answer: () => text })).complete(request, signal)).text).toBe(text)
  })

  test('to a listing has the same limit', async () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `model-number-${index}`)
    await expect((await client({ list: () => names })).list(signal)).rejects.toMatchObject({
      code: 'MODEL_ANSWER_TOO_LARGE',
    })
  })
})
