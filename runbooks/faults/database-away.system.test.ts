import { afterAll, describe, expect, test } from 'vitest'
import type { Live, Ready } from '../../app/contract/health.ts'
import { missingPostgres } from '../../app/test-support/postgres-server.ts'
import { startTcpProxy, type TcpProxy } from '../../app/test-support/tcp-proxy.ts'
import { postgresDatabases } from '../../app/test-support/test-database.ts'
import { expectWhole, runbookOf, secondsUntil, startDrill } from './drill.ts'

const missing = missingPostgres()
const watched = ['no-healthy-hosts', 'server-error-ratio', 'error-lines', 'provider-error-ratio', 'stuck-runs']

const faults = [
  {
    name: 'PostgreSQL refuses connections, and is there again',
    begin: (proxy: TcpProxy) => proxy.refuse(),
    says: 'The database cannot be reached',
  },
  {
    name: 'PostgreSQL falls silent on every connection, and another server takes its place',
    begin: (proxy: TcpProxy) => proxy.silence(),
    says: 'The database did not answer within 2000 ms',
  },
]

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())

  // Side by side, because they mostly wait.
  for (const { name, begin, says } of faults)
    test.concurrent(name, async ({ annotate }) => {
      const url = await databases.createEmpty()
      await using proxy = await startTcpProxy(url)
      const answered = Promise.withResolvers<string>()
      await using drill = await startDrill({ databaseUrl: proxy.through(url), answer: () => answered.promise })
      const server = await drill.start()
      const run = await drill.refine()
      const follower = drill.follow(run)
      await secondsUntil(() => drill.stub.completions.length === 1, 10)
      const before = await drill.phase(() => drill.traffic())
      expect(drill.beyond(watched, before)).toEqual([])

      const during = await drill.phase(async () => {
        await begin(proxy)
        answered.resolve('An answer that comes while nothing can be stored.')
        // Nobody is kept waiting: a statement ends after 10 s, the wait for a connection after 5 s.
        const asked = performance.now()
        const [statuses, refused] = await Promise.all([
          drill.traffic(),
          drill.ask().then((answer) => answer.json()),
          secondsUntil(() => drill.balancer.healthy().length === 0, 10),
        ])
        expect(performance.now() - asked).toBeLessThan(20_000)
        expect(statuses).toEqual(statuses.map(() => 503))
        expect(refused).toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
        await secondsUntil(() => follower.problems.includes('DATABASE_UNAVAILABLE'), 20)

        expect(await drill.probe(server)).toMatchObject({
          status: 503,
          body: { checks: { database: { status: 'failing', message: says }, shutdown: { status: 'ok' } } },
        })
        expect(await drill.probe<Ready>(server, '/api/health/ready')).toMatchObject({
          status: 503,
          body: { message: says },
        })
        // A new process would not find the database either.
        expect((await drill.probe<Live>(server, '/api/health/live')).status).toBe(200)
        expect(await drill.scraped(server, 'mpla_database_up')).toBe(0)
      })
      expect(drill.beyond(watched, during)).toEqual(['no-healthy-hosts', 'server-error-ratio'])
      expect(runbookOf('no-healthy-hosts')).toContain(`\`${says}\``)

      await proxy.restore()
      const ready = await secondsUntil(() => drill.balancer.healthy().length === 1, 15)
      const finished = ready + (await secondsUntil(() => follower.events.at(-1)?.type === 'run.completed', 45))
      await annotate(`ready after ${ready.toFixed(1)} s, the run has ended after ${finished.toFixed(1)} s`)
      expectWhole(follower.events)
      const calls = drill.stub.completions.map(({ idempotencyKey }) => idempotencyKey)
      // The call whose answer could not be stored is made again under its own id, and no other.
      expect(calls.filter((id) => id === calls[0]).length).toBeLessThanOrEqual(2)
      expect(new Set(calls.slice(1)).size).toBe(calls.length - 1)
      const after = await drill.phase(() => drill.traffic())
      expect(drill.beyond(watched, after)).toEqual([])
    })
})
