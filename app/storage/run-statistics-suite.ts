import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { RunStatus } from '../contract/refinements.ts'
import { started } from '../test-support/run-events.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import type { Database } from './database.ts'
import { inProcessNotifier } from './event-notifier.ts'
import { readRunStatistics, stuckAfterMs } from './run-statistics.ts'
import { createRunStore } from './run-store.ts'

/** What the statistics must say on every database, each test on a new one. */
export function runStatisticsSuite(databases: Pick<TestDatabases, 'open'>): void {
  let database: Database
  beforeEach(async () => {
    database = await databases.open()
  })

  async function run(status: RunStatus): Promise<string> {
    const store = createRunStore(database, inProcessNotifier())
    const id = randomUUID()
    await store.create({ id, promptExcerpt: 'x', targetModel: 'simulator:rules-v1', simulated: true }, [started()])
    if (status === 'queued') return id
    const resumed = { type: 'run.resumed', data: { reason: 'x' } } as const
    await store.append(id, 1, [resumed], { status, originalScore: null, bestScore: null })
    return id
  }
  const later = (ms: number) => new Date(Date.now() + ms)

  test('an empty database has nothing to count', async () => {
    expect(await readRunStatistics(database)).toEqual({ waiting: 0, running: 0, stuck: 0, oldestWaitingSeconds: 0 })
  })

  test('counts the runs that wait and those that run, and not those that have ended', async () => {
    for (const status of ['queued', 'running', 'completed', 'queued', 'failed', 'cancelled', 'queued'] as const)
      await run(status)
    expect(await readRunStatistics(database)).toMatchObject({ waiting: 3, running: 1, stuck: 0 })
  })

  test('tells how long the oldest has waited; one that runs waits no more', async () => {
    const before = Date.now()
    await run('running')
    const oldest = await run('queued')
    const after = Date.now()
    await run('queued')
    const now = later(60_000)
    const { oldestWaitingSeconds } = await readRunStatistics(database, now)
    expect(oldestWaitingSeconds).toBeGreaterThanOrEqual((now.getTime() - after) / 1_000)
    expect(oldestWaitingSeconds).toBeLessThanOrEqual((now.getTime() - before) / 1_000)
    await database.client.run.update({ where: { id: oldest }, data: { createdAt: later(120_000) } })
    expect((await readRunStatistics(database, later(-120_000))).oldestWaitingSeconds).toBe(0)
  })

  test('a running run is stuck when its last event is old, whenever its first one was', async () => {
    const [silent, busy] = [await run('running'), await run('running')]
    await run('queued')
    await run('completed')
    expect(await readRunStatistics(database, later(stuckAfterMs - 60_000))).toMatchObject({ stuck: 0 })
    expect(await readRunStatistics(database, later(stuckAfterMs + 60_000))).toMatchObject({ stuck: 2, running: 2 })
    await database.client.runEvent.update({
      where: { runId_seq: { runId: busy, seq: 2 } },
      data: { at: later(stuckAfterMs) },
    })
    expect(await readRunStatistics(database, later(stuckAfterMs + 60_000))).toMatchObject({ stuck: 1 })
    await database.client.runEvent.update({
      where: { runId_seq: { runId: silent, seq: 1 } },
      data: { at: later(stuckAfterMs) },
    })
    expect(await readRunStatistics(database, later(stuckAfterMs + 60_000))).toMatchObject({ stuck: 1 })
  })

  test('a question that fails is an error, and no zero', async () => {
    await database.client.$executeRawUnsafe('DROP TABLE "run_events"')
    await expect(readRunStatistics(database)).rejects.toThrow()
  })
}
