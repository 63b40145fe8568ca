import { afterAll, describe, expect, test, vi } from 'vitest'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { runInput } from '../test-support/run-events.ts'
import { scriptedModels } from '../test-support/scripted-models.ts'
import { postgresDatabases } from '../test-support/test-database.ts'
import { openRuns } from './open-runs.ts'

const missing = missingPostgres()

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())

  test('a database that crashes in the middle of a run and comes back costs time and nothing else', async () => {
    const database = await databases.open({ connectTimeoutMs: 500 })
    const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
    const answer = Promise.withResolvers<string>()
    const models = scriptedModels(({ callId }) =>
      callId.endsWith('/v1-target') ? answer.promise : `Our product, as ${callId} says`,
    )
    const runs = await openRuns({ database, models, log, concurrency: 2, sweepMs: 1_000 })
    const { id } = await runs.start({ prompt: runInput.prompt })
    await expect.poll(() => models.asked.length, { timeout: 10_000 }).toBe(2)

    const server = await databases.server()
    await server.crash()
    for (const asking of [() => runs.start({ prompt: runInput.prompt }), () => runs.get(id), () => runs.list({})])
      await expect(asking()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    await expect(database.ping()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    // The answer comes while nothing can be stored.
    answer.resolve('An answer')
    await expect
      .poll(() => log.warn.mock.calls.some(([details]) => details.runId === id), { timeout: 20_000 })
      .toBe(true)
    expect(log.error.mock.calls).toEqual([]) // an alarm counts errors as defects, which this is not
    await server.start()

    const events: RefinementEvent[] = []
    const follow = async () => {
      for await (const event of runs.follow(id, events.length, AbortSignal.timeout(60_000))) events.push(event)
      return events.at(-1)?.type
    }
    await expect.poll(follow, { timeout: 60_000 }).toBe('run.completed')
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    const calls = models.asked.map(({ callId }) => callId.split('/')[1])
    expect(calls.filter((callId) => callId === 'v0-target')).toHaveLength(1)
    await runs.stop(0)
  })
})
