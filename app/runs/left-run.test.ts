import { expect, test } from 'vitest'
import { resumed } from '../test-support/run-events.ts'
import { never, scriptedModels } from '../test-support/scripted-models.ts'
import { workedRuns } from '../test-support/worked-runs.ts'
import { PutBack } from './queue.ts'
import type { WorkerOptions } from './run-worker.ts'

const { store, notifier, read, newRun, work, typesOf, stateOf } = workedRuns()

/** Resolves once the worker waits for a model, which never answers by itself. */
async function inCall(id: string, options: Partial<WorkerOptions> & { lost?: AbortSignal } = {}) {
  const models = scriptedModels(never)
  const working = work(id, models, options)
  await expect.poll(() => models.asked.length).toBe(1)
  return { models, working, stored: await read(id) }
}

test('a call that is left when the process must go stores nothing, and is asked again under the same id', async () => {
  const id = await newRun()
  const leaving = new AbortController()
  const { models, working, stored } = await inCall(id, { leaving: leaving.signal })
  leaving.abort()
  await expect(working).rejects.toThrow(PutBack)
  expect(await read(id)).toEqual(stored)
  const next = scriptedModels()
  await work(id, next)
  expect(next.asked[0]?.callId).toBe(models.asked[0]?.callId)
  expect((await typesOf(id)).filter((type) => type === 'call.started')).toHaveLength(next.asked.length)
})

test('a process that stops waits for the call under way, stores its answer, and begins nothing more', async () => {
  const id = await newRun()
  const [stopping, answer] = [new AbortController(), Promise.withResolvers<string>()]
  const models = scriptedModels(() => answer.promise)
  const working = work(id, models, { stopping: stopping.signal })
  await expect.poll(() => models.asked.length).toBe(1)
  stopping.abort()
  answer.resolve('An answer')
  await expect(working).rejects.toThrow(PutBack)
  expect((await typesOf(id)).at(-1)).toBe('output.recorded')
  expect(models.asked).toHaveLength(1)
})

test('begins nothing in a process that stops already', async () => {
  const id = await newRun()
  await expect(work(id, scriptedModels(), { stopping: AbortSignal.abort() })).rejects.toThrow(PutBack)
  expect(await read(id)).toHaveLength(1)
})

test('leaves the call and the run to whoever writes to it meanwhile', async () => {
  const id = await newRun()
  const { working, stored } = await inCall(id)
  await store().append(id, stored.length, [resumed('another worker')])
  await expect(working).resolves.toBeUndefined()
  expect(await read(id)).toHaveLength(stored.length + 1)
})

test('leaves the run when the queue has given it to someone else', async () => {
  const id = await newRun()
  const lost = new AbortController()
  const { working, stored } = await inCall(id, { lost: lost.signal })
  lost.abort()
  await expect(working).resolves.toBeUndefined()
  expect(await read(id)).toEqual(stored)
})

test('is not disturbed by a notification that brings nothing new', async () => {
  const id = await newRun()
  const answer = Promise.withResolvers<string>()
  const models = scriptedModels((asked) => (asked.callId.endsWith('/v0-target') ? answer.promise : 'Another answer'))
  const working = work(id, models)
  await expect.poll(() => models.asked.length).toBe(1)
  notifier.publish(id)
  await read(id)
  answer.resolve('An answer')
  await working
  expect((await stateOf(id)).status).toBe('completed')
})

test('two workers that have the same run: one goes on, the other leaves, and no event is lost or doubled', async () => {
  const id = await newRun()
  const [first, second] = [scriptedModels(), scriptedModels()]
  await Promise.all([work(id, first), work(id, second)])
  expect((await stateOf(id)).status).toBe('completed')
  const events = await read(id)
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
})
