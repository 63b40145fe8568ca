import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../storage/database.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { createRunStore, type RunStore } from '../storage/run-store.ts'
import { started } from '../test-support/run-events.ts'
import { startRunProcess } from '../test-support/run-process.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

test('on SQLite a process that is killed in the middle of its runs is followed by one that ends them', async () => {
  const url = await databases.create()
  const withStore = async <T>(work: (store: RunStore) => Promise<T>): Promise<T> => {
    const database = await openDatabase(url)
    try {
      return await work(createRunStore(database, inProcessNotifier()))
    } finally {
      await database.close()
    }
  }
  const ids = [randomUUID(), randomUUID()]
  const run = { promptExcerpt: 'x', targetModel: 'simulator:rules-v1', simulated: true }
  await withStore(async (store) => {
    for (const id of ids) await store.create({ id, ...run }, [started()])
  })

  const first = await startRunProcess(url, 100)
  await expect.poll(() => first.asked.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(4)
  await first.kill()
  const recorded = await withStore(async (store) => {
    const logs = await Promise.all(ids.map((id) => store.readEvents(id, 0, 1_000)))
    return logs.flatMap((events, index) =>
      events.flatMap((event) => (event.type === 'output.recorded' ? [`${ids[index]}/${event.data.callId}`] : [])),
    )
  })
  expect(recorded.length).toBeGreaterThan(1)

  const second = await startRunProcess(url, 1)
  const isDone = () => withStore(async (store) => (await store.unfinished(10)).length === 0)
  await expect.poll(isDone, { timeout: 20_000, interval: 50 }).toBe(true)
  await second.stop()
  expect(second.asked.filter((callId) => recorded.includes(callId))).toEqual([])
  for (const id of ids) {
    const events = await withStore((store) => store.readEvents(id, 0, 1_000))
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(events.filter(({ type }) => type === 'run.resumed')).toHaveLength(1)
    expect(events.at(-1)?.type).toBe('run.completed')
  }
})
