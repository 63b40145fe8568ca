import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { isTerminal, type RefinementEvent } from '../contract/refinement-events.ts'
import { memoryLog, turns } from '../test-support/memory-log.ts'
import { cancelled } from '../test-support/run-events.ts'

const neverAborts = new AbortController().signal

async function collect(stream: AsyncIterable<RefinementEvent>, most = Number.POSITIVE_INFINITY): Promise<number[]> {
  const seqs: number[] = []
  for await (const { seq } of stream) if (seqs.push(seq) >= most) break
  return seqs
}
const upTo = (count: number, from = 1) => Array.from({ length: count - from + 1 }, (_, index) => index + from)

test('gives what is stored, then what comes, and ends with the run', async () => {
  const log = memoryLog()
  log.add()
  log.add()
  const seqs = collect(log.follow('run', 0, neverAborts))
  await log.waits()
  log.add()
  log.add('run.cancelled')
  expect(await seqs).toEqual([1, 2, 3, 4])
})

test('begins after the event that the follower had last', async () => {
  const log = memoryLog()
  for (let index = 0; index < 5; index++) log.add()
  log.add('run.cancelled')
  expect(await collect(log.follow('run', 3, neverAborts))).toEqual([4, 5, 6])
})

test('ends at once for a follower that had the last event of all', async () => {
  const log = memoryLog()
  log.add()
  log.add('run.cancelled')
  expect(await collect(log.follow('run', 2, neverAborts))).toEqual([])
  expect(await collect(log.follow('run', 99, neverAborts))).toEqual([])
})

test('a number that is ahead of the log, as after restoring a backup, counts as the newest', async () => {
  const log = memoryLog({ pageSize: 2 })
  for (let index = 0; index < 5; index++) log.add()
  const seqs = collect(log.follow('run', 99, neverAborts))
  await expect.poll(() => log.readEvents.mock.calls.some(([, afterSeq]) => afterSeq === 5)).toBe(true)
  log.add()
  log.add('run.cancelled')
  expect(await seqs).toEqual([6, 7])
})

test('one who comes with a number ahead of the log hides nothing from the others', async () => {
  const log = memoryLog()
  log.add()
  const seqs = collect(log.follow('run', 0, neverAborts))
  await log.waits()
  const ahead = collect(log.follow('run', 99, neverAborts))
  log.add()
  await turns(20)
  log.add('run.cancelled')
  expect(await seqs).toEqual([1, 2, 3])
  expect(await ahead).toEqual([3])
})

test('refuses a run that does not exist', async () => {
  const log = memoryLog()
  await expect(collect(log.follow('other', 0, neverAborts))).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
})

test('ends when the signal aborts, whether it waits or has events to give', async () => {
  const log = memoryLog()
  log.add()
  const abort = new AbortController()
  const waiting = collect(log.follow('run', 0, abort.signal))
  await log.waits()
  abort.abort()
  expect(await waiting).toEqual([1])
  expect(await collect(log.follow('run', 0, abort.signal))).toEqual([])
})

test('finds events whose notification was lost', async () => {
  const log = memoryLog({ pollMs: 20 })
  log.add()
  const seqs = collect(log.follow('run', 0, neverAborts))
  await log.waits()
  log.events.push({ ...cancelled, seq: 2, at: '2026-01-02T03:04:05.000Z' })
  expect(await seqs).toEqual([1, 2])
})

test('a hundred followers of one run cost about as many reads as one', async () => {
  const readsWith = async (followers: number) => {
    const log = memoryLog()
    log.add()
    const streams = Array.from({ length: followers }, () => collect(log.follow('run', 0, neverAborts)))
    await log.waits()
    const before = log.readEvents.mock.calls.length
    for (let index = 0; index < 20; index++) {
      log.add(index === 19 ? 'run.cancelled' : 'run.resumed')
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    for (const seqs of await Promise.all(streams)) expect(seqs).toEqual(upTo(21))
    return log.readEvents.mock.calls.length - before
  }
  const [one, hundred] = [await readsWith(1), await readsWith(100)]
  expect(one).toBeGreaterThan(0)
  expect(hundred).toBeLessThan(2 * one)
})

test('what this process stores is handed on without being read, from wherever a follower goes on', async () => {
  const log = memoryLog()
  log.add()
  const [first, later] = [collect(log.follow('run', 0, neverAborts)), collect(log.follow('run', 1, neverAborts))]
  await log.waits()
  await turns(10)
  const before = log.readEvents.mock.calls.length
  for (let index = 0; index < 20; index++) {
    log.addKnown(index === 19 ? 'run.cancelled' : 'run.resumed')
    await turns(index % 3)
  }
  expect(await first).toEqual(upTo(21))
  expect(await later).toEqual(upTo(21, 2))
  expect(log.readEvents.mock.calls.length).toBe(before)
})

test('events of another process between those of this one are read', async () => {
  const log = memoryLog()
  log.add()
  const seqs = collect(log.follow('run', 0, neverAborts))
  await log.waits()
  log.store('run.resumed') // its notification comes late, or never
  log.addKnown()
  await turns(5)
  log.add()
  log.addKnown('run.cancelled')
  expect(await seqs).toEqual(upTo(5))
})

test('a slow follower gets every event in order, and pages instead of a queue that grows', async () => {
  const log = memoryLog({ pageSize: 4 })
  log.add()
  const seqs: number[] = []
  for await (const { seq } of log.follow('run', 0, neverAborts)) {
    seqs.push(seq)
    if (log.events.length < 60) for (let index = 0; index < 10; index++) log.add()
    else if (!log.events.some(isTerminal)) log.add('run.cancelled')
  }
  expect(seqs).toEqual(upTo(log.events.length))
  expect(Math.max(...log.readEvents.mock.calls.map(([, , limit]) => limit))).toBe(4)
})

test('a run that nobody follows any more is forgotten', async () => {
  const log = memoryLog()
  const subscribe = vi.spyOn(log.notifier, 'subscribe')
  log.add()
  expect(await collect(log.follow('run', 0, neverAborts), 1)).toEqual([1])
  const count = log.readEvents.mock.calls.length
  log.add()
  expect(await collect(log.follow('run', 1, neverAborts), 1)).toEqual([2])
  expect(subscribe).toHaveBeenCalledTimes(2)
  expect(log.readEvents.mock.calls.length).toBeGreaterThan(count)
})

test('misses nothing that is stored while it reads', async () => {
  const log = memoryLog()
  log.add()
  log.readBegan.callback = () => {
    if (log.events.length < 5) log.add(log.events.length === 4 ? 'run.cancelled' : 'run.resumed')
  }
  expect(await collect(log.follow('run', 0, neverAborts))).toEqual(upTo(5))
})

test('does not take a run for over whose last event is stored while it asks', async () => {
  const log = memoryLog()
  log.add()
  log.readBegan.callback = () => {
    if (log.events.length === 1) log.add('run.cancelled')
  }
  expect(await collect(log.follow('run', 1, neverAborts))).toEqual([2])
})

test('one who comes later does not share a read that began too early for it', async () => {
  const log = memoryLog()
  log.add()
  const early = log.follow('run', 0, neverAborts)
  expect((await early.next()).value).toMatchObject({ seq: 1 })
  const later = log.follow('run', 1, neverAborts)
  const laterSeqs = Promise.withResolvers<number[]>()
  log.readBegan.callback = () => {
    log.readBegan.callback = () => {}
    log.add('run.cancelled')
    collect(later).then(laterSeqs.resolve, laterSeqs.reject)
  }
  expect(await collect(early)).toEqual([2])
  expect(await laterSeqs.promise).toEqual([2])
})

test('one who is a little behind what others have read gets what lies between', async () => {
  const log = memoryLog()
  for (let index = 0; index < 6; index++) log.add()
  const ahead = log.follow('run', 3, neverAborts)
  expect((await ahead.next()).value).toMatchObject({ seq: 4 })
  for (const afterSeq of [0, 1, 2, 3, 4])
    expect(await collect(log.follow('run', afterSeq, neverAborts), 6 - afterSeq)).toEqual(upTo(6, afterSeq + 1))
  await ahead.return()
})

test('whenever followers come, leave and come back, each gets every event exactly once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 7 }),
      // For each follower: after how many events it loses its connection, again and again.
      fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 8 }),
      // Which events this process has stored itself.
      fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
      async (total, pageSize, followers, pauses, ours) => {
        const log = memoryLog({ pageSize })
        log.add(total === 1 ? 'run.cancelled' : 'run.resumed')
        const follower = async (cuts: number[]) => {
          const seqs: number[] = []
          for (let connection = 0; !seqs.includes(total); connection++) {
            const most = cuts[connection] ?? Number.POSITIVE_INFINITY
            seqs.push(...(await collect(log.follow('run', seqs.at(-1) ?? 0, neverAborts), most)))
          }
          return seqs
        }
        const all = Promise.all(followers.map(follower))
        for (let seq = 2; seq <= total; seq++) {
          await turns(pauses[seq % pauses.length] ?? 0)
          const type = seq === total ? 'run.cancelled' : 'run.resumed'
          if (ours[seq % ours.length]) log.addKnown(type)
          else log.add(type)
        }
        for (const seqs of await all) expect(seqs).toEqual(upTo(total))
      },
    ),
    { numRuns: 200 },
  )
})
