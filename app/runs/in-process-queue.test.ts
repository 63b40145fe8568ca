import { expect, test, vi } from 'vitest'
import { inProcessQueue } from './in-process-queue.ts'
import { PutBack } from './queue.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

test('works on as many runs at once as it may, in the order they came, and on all of them', async () => {
  const queue = inProcessQueue({ concurrency: 2, log })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  await queue.add('a')
  await queue.add('b')
  await queue.add('c')
  await queue.start(async (id) => {
    begun.push(id)
    await new Promise<void>((resolve) => ends.set(id, resolve))
  })
  await expect.poll(() => begun).toEqual(['a', 'b'])
  ends.get('b')?.()
  await expect.poll(() => begun).toEqual(['a', 'b', 'c'])
})

test('a run that waits or is worked on is not added again; one that has ended is', async () => {
  const queue = inProcessQueue({ concurrency: 1, log })
  const end = Promise.withResolvers<void>()
  const work = vi.fn(() => end.promise)
  await queue.start(work)
  await queue.add('a')
  await queue.add('a')
  await expect.poll(() => work.mock.calls.length).toBe(1)
  await queue.add('a')
  end.resolve()
  await queue.add('last')
  await expect.poll(() => work.mock.calls.length).toBe(2)
  await queue.add('a')
  await expect.poll(() => work.mock.calls.length).toBe(3)
})

test('tries a run again that failed, later and later, and lets others pass', async () => {
  vi.useFakeTimers()
  const queue = inProcessQueue({ concurrency: 1, log, retryMs: 1_000 })
  const work = vi.fn(async (id: string) => {
    if (id === 'bad') throw new Error('no database')
  })
  await queue.start(work)
  await queue.add('bad')
  await queue.add('good')
  await vi.advanceTimersByTimeAsync(0)
  const worked = () => work.mock.calls.map(([id]) => id)
  expect(worked()).toEqual(['bad', 'good'])
  await vi.advanceTimersByTimeAsync(999)
  expect(worked()).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(worked()).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(1_999)
  expect(worked()).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(1)
  expect(worked()).toHaveLength(4)
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(worked().length).toBeGreaterThan(50) // a minute at most between two attempts
  expect(log.error).toHaveBeenCalledWith(expect.objectContaining({ runId: 'bad' }), expect.any(String))
  await queue.stop(0)
  vi.useRealTimers()
})

test('stopping begins nothing more and waits for what is under way', async () => {
  const queue = inProcessQueue({ concurrency: 1, log })
  const end = Promise.withResolvers<void>()
  const work = vi.fn(async (id: string) => {
    await end.promise
    throw new PutBack(id)
  })
  await queue.start(work)
  await queue.add('a')
  await queue.add('b')
  await expect.poll(() => work.mock.calls.length).toBe(1)
  let hasStopped = false
  const stopped = queue.stop(0).then(() => {
    hasStopped = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(hasStopped).toBe(false)
  end.resolve()
  await stopped
  expect(work).toHaveBeenCalledOnce()
})
