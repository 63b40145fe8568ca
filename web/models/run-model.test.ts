import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Refinement } from '../../app/contract/refinements.ts'
import { improvedRun, runId, upTo } from '../test-support/example-run.ts'
import { failure, scriptedApi, scriptedStreams } from '../test-support/scripted-api.ts'
import { firstRetryMs, longestRetryMs, RunModel } from './run-model.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const found = async () => ({}) as Refinement // only its existence matters here

test('follows the run and names the state of the connection', () => {
  const streams = scriptedStreams()
  const run = new RunModel(scriptedApi(), streams.open, runId)
  expect([streams.newest().runId, run.connection.value]).toEqual([runId, 'connecting'])
  streams.send(upTo('version.kept'))
  expect([run.connection.value, run.view.value.best?.version]).toEqual(['live', 0])
  streams.newest().handlers.onInterrupted()
  expect(run.connection.value).toBe('reconnecting')
  streams.send(upTo('version.kept')) // the server repeats what we have
  expect([run.connection.value, run.view.value.versions.length]).toEqual(['live', 1])
})

test('closes the stream at the last event, because the browser would reconnect', () => {
  const streams = scriptedStreams()
  const run = new RunModel(scriptedApi(), streams.open, runId)
  streams.send(improvedRun)
  expect([streams.newest().isClosed, run.connection.value]).toEqual([true, 'ended'])
})

test('says that the run does not exist and stops asking', async () => {
  const streams = scriptedStreams()
  const run = new RunModel(
    scriptedApi({ refinement: () => Promise.reject(failure(404, 'RUN_NOT_FOUND')) }),
    streams.open,
    runId,
  )
  streams.newest().handlers.onRefused()
  await vi.advanceTimersByTimeAsync(longestRetryMs * 2)
  expect([run.error.value?.code, run.connection.value, streams.opened.length]).toEqual(['RUN_NOT_FOUND', 'ended', 1])
})

test('opens a refused stream again, waiting longer each time, and forgets the waits once events arrive', async () => {
  const streams = scriptedStreams()
  const run = new RunModel(scriptedApi({ refinement: found }), streams.open, runId)
  const refuseAndWait = async (ms: number) => {
    streams.newest().handlers.onRefused()
    await vi.advanceTimersByTimeAsync(ms - 1)
    const before = streams.opened.length
    await vi.advanceTimersByTimeAsync(1)
    return streams.opened.length - before
  }
  for (const wait of [
    firstRetryMs,
    2 * firstRetryMs,
    4 * firstRetryMs,
    8 * firstRetryMs,
    longestRetryMs,
    longestRetryMs,
  ])
    expect(await refuseAndWait(wait)).toBe(1)
  streams.send(upTo('version.kept'))
  expect(await refuseAndWait(firstRetryMs)).toBe(1)
  expect(streams.newest().afterSeq).toBe(6)
  expect(run.connection.value).toBe('reconnecting')
})

test('tells why the server cannot be reached while it tries again', async () => {
  const streams = scriptedStreams()
  const run = new RunModel(
    scriptedApi({ refinement: () => Promise.reject(failure(503, 'OVERLOADED')) }),
    streams.open,
    runId,
  )
  streams.newest().handlers.onRefused()
  await vi.advanceTimersByTimeAsync(firstRetryMs)
  expect([run.error.value?.code, streams.opened.length]).toEqual(['OVERLOADED', 2])
  streams.newest().handlers.onOpen()
  expect(run.error.value).toBeNull()
})

test('a model that is disposed of closes its stream and opens none', async () => {
  const streams = scriptedStreams()
  const run = new RunModel(scriptedApi({ refinement: found }), streams.open, runId)
  streams.newest().handlers.onRefused()
  run[Symbol.dispose]()
  await vi.advanceTimersByTimeAsync(longestRetryMs)
  expect([streams.opened.length, streams.newest().isClosed]).toEqual([1, true])
})

test('cancels once, and stays in that state until the run has ended', async () => {
  const streams = scriptedStreams()
  const cancel = vi.fn(async () => {})
  const run = new RunModel(scriptedApi({ cancel }), streams.open, runId)
  await Promise.all([run.cancel(), run.cancel()])
  expect([cancel.mock.calls, run.isCancelling.value]).toEqual([[[runId]], true])
})

test.each([
  ['RUN_FINISHED', null],
  ['OVERLOADED', 'OVERLOADED'],
])('a cancel that fails with %s shows %s', async (code, shown) => {
  const run = new RunModel(
    scriptedApi({ cancel: () => Promise.reject(failure(409, code)) }),
    scriptedStreams().open,
    runId,
  )
  await run.cancel()
  expect([run.cancelError.value?.code ?? null, run.isCancelling.value]).toEqual([shown, false])
})
