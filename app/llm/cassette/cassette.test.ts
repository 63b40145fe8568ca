import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StubProvider, startStubProvider } from '../../test-support/stub-provider.ts'
import { openModels } from '../open-models.ts'
import { lineOf } from './cassette-lines.ts'
import { recordedCall, recordedRequest } from './recorded-call.ts'

const apiKey = 'sk-a-key-that-nobody-may-see'
const signal = new AbortController().signal
const request = { prompt: 'Describe a kettle.', temperature: 0.7, maxOutputTokens: 500, callId: 'run-1/v0-target' }
const answer = { text: 'It boils.', finishReason: 'stop' as const, usage: { inputTokens: 3, outputTokens: 4 } }

let folder: string
let path: string
let stub: StubProvider
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mpla-cassette-'))
  path = join(folder, 'calls.jsonl')
  stub = await startStubProvider({ answer: (prompt, index) => `Answer ${index} to ${prompt}` })
})
afterEach(async () => {
  await stub.close()
  rmSync(folder, { recursive: true, force: true })
})
const open = (mode: 'record' | 'replay') =>
  openModels(
    { openai: { apiKey, baseUrl: `${stub.url}/v1`, defaultModel: 'stub-model' }, timeoutMs: 5_000 },
    { mode, path },
  )
const ask = async (mode: 'record' | 'replay', changes: Partial<typeof request> & { sample?: number } = {}) =>
  (await open(mode)).complete('openai:stub-model', { ...request, ...changes }, signal)

test('what was recorded is replayed without asking anybody, under whatever call id', async () => {
  const recorded = [await ask('record'), await ask('record', { sample: 1 }), await ask('record', { temperature: 0 })]
  expect(new Set(recorded.map(({ text }) => text)).size).toBe(3)
  await stub.close()
  const replayed = [await ask('replay', { callId: 'run-2/x' }), await ask('replay', { sample: 1 })]
  expect([...replayed, await ask('replay', { temperature: 0 })]).toEqual(recorded)
  expect(stub.requests).toHaveLength(3)
})

test('the file has a readable line for each call, no key of a provider, and only its owner may read it', async () => {
  await ask('record')
  const text = readFileSync(path, 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    request: { model: 'openai:stub-model', prompt: request.prompt, temperature: 0.7, maxOutputTokens: 500, sample: 0 },
    answer: { text: `Answer 0 to ${request.prompt}`, finishReason: 'stop' },
  })
  expect(text).not.toContain(apiKey)
  expect(text).not.toContain('run-1')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('one request has one answer, also when it is asked twice at once or again after a restart', async () => {
  const models = await open('record')
  const both = await Promise.all([1, 2].map(() => models.complete('openai:stub-model', request, signal)))
  expect(both[0]).toEqual(both[1])
  expect(await ask('record')).toEqual(both[0])
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2)
})

test('a request that was not recorded fails and names the nearest that was', async () => {
  await ask('record', { prompt: 'Something else entirely.' })
  await ask('record')
  await ask('record', { sample: 1 })
  const words = [
    [{ temperature: 0.2 }, 'call 2, differs in temperature (asked 0.2, recorded 0.7)'],
    [{ prompt: 'Describe a lamp.' }, 'call 2, differs in the prompt, from character 12 on'],
    [
      { sample: 3, temperature: 1 },
      'call 2, differs in sample (asked 3, recorded 0) and temperature (asked 1, recorded 0.7)',
    ],
    [{ prompt: 'Something else.' }, 'call 1, differs in the prompt, from character 15 on'],
  ] as const
  for (const [changes, nearest] of words)
    await expect(ask('replay', changes)).rejects.toMatchObject({
      code: 'MODEL_CALL_NOT_RECORDED',
      message: expect.stringContaining(nearest),
    })
})

test('no prompt is quoted where it would be logged', async () => {
  await ask('record')
  const failure = await ask('replay', { prompt: 'Praise our secret machine.' }).catch((error: Error) => error.message)
  expect(failure).toContain('from character 1 on')
  expect(failure).not.toContain('secret machine')
  expect(failure).not.toContain('kettle')
})

test('a line that a crash cut off is as if it was never begun', async () => {
  await ask('record')
  const whole = readFileSync(path, 'utf8')
  appendFileSync(path, '{"key":"12')
  expect(await ask('replay')).toMatchObject({ text: `Answer 0 to ${request.prompt}` })
  await ask('record', { sample: 1 })
  const [first, second, end] = readFileSync(path, 'utf8').split('\n')
  expect([`${first}\n`, end]).toEqual([whole, ''])
  expect(JSON.parse(second ?? '')).toMatchObject({ request: { sample: 1 } })
})

test('a replayed model says so, and no other one is offered', async () => {
  await ask('record')
  const models = await open('replay')
  expect(await models.list(signal)).toEqual({
    models: [
      {
        id: 'openai:stub-model',
        provider: 'openai',
        name: 'stub-model (recorded answers)',
        simulated: false,
        replayed: true,
      },
    ],
    default: 'openai:stub-model',
    unavailable: [],
  })
  expect(() => models.resolve('openai:other')).toThrow(/The cassette has no call to "openai:other"/)
})

test.each([
  ['is not there', undefined, /expected a file of recorded calls/],
  ['is empty', '', /expected recorded calls in .*, found none/],
  ['is something else', 'hello\n', /expected a recorded call on line 1/],
  [
    'was changed by hand',
    lineOf(recordedCall(recordedRequest('openai:x', request), answer)).replace('kettle', 'kennel'),
    /the request on line 1 .* was changed/,
  ],
])('a cassette that %s is refused before anything is asked', async (_what, text, words) => {
  if (text !== undefined) writeFileSync(path, text)
  await expect(open('replay')).rejects.toThrow(words)
})
