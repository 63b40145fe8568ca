import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { runSql } from '../test-support/run-sql.ts'
import { startTcpProxy } from '../test-support/tcp-proxy.ts'
import { postgresDatabases } from '../test-support/test-database.ts'
import { type Database, openDatabase } from './database.ts'
import type { EventNotifier } from './event-notifier.ts'
import { postgresNotifier } from './postgres-notifier.ts'

const missing = missingPostgres()

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  let url: string
  const open: (Database | EventNotifier)[] = []
  beforeAll(async () => {
    url = await databases.create()
  })
  // Last opened, first closed: a notifier before its database.
  afterEach(async () => {
    for (let one = open.pop(); one !== undefined; one = open.pop()) await one.close()
  })
  afterAll(() => databases.close())

  /** A process' worth: connections of its own. */
  async function notifier(onError = (_error: unknown) => {}, at = url): Promise<EventNotifier> {
    const database = await openDatabase(at, { connectTimeoutMs: 500 })
    open.push(database)
    const created = await postgresNotifier(database, { retryMs: 20, heartbeatMs: 200, onError })
    open.push(created)
    return created
  }

  test('tells every process of a run’s new events, and only those who subscribed to the run', async () => {
    const [here, there] = [await notifier(), await notifier()]
    const [heard, heardOther, heardHere] = [vi.fn(), vi.fn(), vi.fn()]
    there.subscribe('run-1', heard)
    there.subscribe('run-2', heardOther)
    here.subscribe('run-1', heardHere)
    here.publish('run-1')
    await nextTurn()
    expect(heardHere).toHaveBeenCalledOnce() // without a detour through the database
    await expect.poll(() => heard.mock.calls.length).toBe(1)
    expect(heardOther).not.toHaveBeenCalled()
    expect(heardHere).toHaveBeenCalledOnce()
  })

  test('notifications of one moment for one run become one', async () => {
    const [here, there] = [await notifier(), await notifier()]
    const [heard, heardLast] = [vi.fn(), vi.fn()]
    there.subscribe('run-1', heard)
    there.subscribe('last', heardLast)
    for (let index = 0; index < 50; index++) here.publish('run-1')
    here.publish('last')
    await expect.poll(() => heardLast.mock.calls.length).toBe(1)
    expect(heard.mock.calls.length).toBeLessThanOrEqual(2)
  })

  test('a subscription that was ended hears nothing', async () => {
    const [here, there] = [await notifier(), await notifier()]
    const [heard, heardLast] = [vi.fn(), vi.fn()]
    there.subscribe('run-1', heard)()
    there.subscribe('last', heardLast)
    here.publish('run-1')
    here.publish('last')
    await expect.poll(() => heardLast.mock.calls.length).toBe(1)
    expect(heard).not.toHaveBeenCalled()
  })

  const heardFrom = async (here: EventNotifier, heard: ReturnType<typeof vi.fn>) => {
    const before = heard.mock.calls.length
    here.publish('run-1')
    await new Promise((resolve) => setTimeout(resolve, 50))
    return heard.mock.calls.length > before
  }

  test('listens again after its connection was cut', async () => {
    const [onError, heard] = [vi.fn(), vi.fn()]
    const [here, there] = [await notifier(), await notifier(onError)]
    there.subscribe('run-1', heard)
    const cut = await runSql(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mpla-listen'`,
    )
    expect(cut).toHaveLength(2)
    await expect.poll(() => heardFrom(here, heard), { timeout: 10_000 }).toBe(true)
    expect(onError).toHaveBeenCalled()
  })

  test('outlives a crash of the server', async () => {
    const [onError, heard] = [vi.fn(), vi.fn()]
    const [here, there] = [await notifier(onError), await notifier()]
    there.subscribe('run-1', heard)
    const server = await databases.server()
    await server.crash()
    here.publish('run-1')
    await expect.poll(() => onError.mock.calls.length).toBeGreaterThan(1)
    await server.start()
    await expect.poll(() => heardFrom(here, heard), { timeout: 20_000 }).toBe(true)
  })

  test('notices that the server fell silent, and listens to the one that takes its place', async () => {
    await using proxy = await startTcpProxy(url)
    const [onError, heard] = [vi.fn(), vi.fn()]
    const [here, there] = [await notifier(), await notifier(onError, proxy.through(url))]
    there.subscribe('run-1', heard)
    proxy.silence()
    // The connection is given up, and so is one that is made while nothing answers.
    await expect.poll(() => onError.mock.calls.length, { timeout: 10_000 }).toBeGreaterThan(1)
    await proxy.restore()
    await expect.poll(() => heardFrom(here, heard), { timeout: 10_000 }).toBe(true)
    await Promise.all(
      open
        .splice(-2)
        .toReversed()
        .map((one) => one.close()),
    ) // while the proxy is there
  })
})
