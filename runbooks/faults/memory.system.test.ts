import { afterAll, expect, test } from 'vitest'
import type { Ready } from '../../app/contract/health.ts'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { expectWhole, runbookOf, secondsUntil, startDrill } from './drill.ts'
import { longRun, unread } from './unread-streams.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

const watched = ['high-memory', 'server-error-ratio', 'no-healthy-hosts', 'error-lines']
const says = 'The process has used up its memory and takes no requests'
/**
 * A small task. It sheds requests above four fifths of its memory, as a stack tells it: 360 MiB, when it weighs up to 300 by itself.
 */
const taskMib = 450
const limitMib = 0.8 * taskMib

test('a process has used up its memory, and does not give it back', async ({ annotate }) => {
  const { databaseUrl, run: large } = await longRun(databases)
  const env = { STREAM_PATIENCE_MS: '90000', MEMORY_LIMIT_MIB: String(limitMib), MEMORY_PATIENCE_MS: '3000' }
  await using drill = await startDrill({
    databaseUrl,
    env,
    answer: (_prompt, call) => (call === 0 ? { hang: true } : 'An answer.'),
  })
  const first = await drill.start()
  const run = await drill.refine()
  const follower = drill.follow(run)
  await secondsUntil(() => drill.stub.completions.length === 1, 10)
  const before = await drill.phase(async () => {
    await drill.traffic()
    await drill.weigh(first, taskMib)
  })
  expect(drill.beyond(watched, before)).toEqual([])

  const clients: Awaited<ReturnType<typeof unread>>[] = []
  const during = await drill.phase(async () => {
    const startedAt = performance.now()
    // Streams of a large run that nobody reads: each holds a third of a MiB, as long as the server has patience with it.
    const stream = `${first.url}/api/v1/refinements/${large}/events`
    const isFull = async () => (await drill.weigh(first, taskMib)) > limitMib
    while (clients.length < 1_000 && !(clients.length >= 600 && (await isFull())))
      clients.push(...(await Promise.all(Array.from({ length: 50 }, () => unread(stream)))))
    await secondsUntil(() => drill.balancer.healthy().length === 0, 30)
    await annotate(`not ready ${((performance.now() - startedAt) / 1_000).toFixed(1)} s after it began to fill`)
    const refused = await drill.ask()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await refused.json()).toMatchObject({ code: 'OVERLOADED' })
    expect(await drill.traffic()).toEqual(Array(25).fill(503))
    expect(await drill.probe<Ready>(first, '/api/health/ready')).toMatchObject({ status: 503, body: { message: says } })
    expect(await drill.probe(first)).toMatchObject({ status: 503, body: { checks: { shutdown: { message: says } } } })
    expect((await drill.probe<Ready>(first, '/api/health/live')).status).toBe(200)
    await drill.weigh(first, taskMib)
  })
  expect(drill.beyond(watched, during)).toEqual(['high-memory', 'server-error-ratio', 'no-healthy-hosts'])
  expect(runbookOf('high-memory')).toContain(`\`${says}\``)

  for (const client of clients) client.destroy()
  // What ECS does with a task that is not ready: it ends it and starts another, which has the run.
  const startedAt = performance.now()
  drill.balancer.remove(first.url)
  expect(await drill.end(first, 'SIGTERM')).toBe(0)
  const second = await drill.start()
  expect((await follower.ended).type).toBe('run.completed')
  await annotate(
    `the run has ended ${((performance.now() - startedAt) / 1_000).toFixed(1)} s after the process was told to end`,
  )
  expectWhole(follower.events)
  const after = await drill.phase(async () => {
    await drill.traffic()
    await drill.weigh(second, taskMib)
  })
  expect(drill.beyond(watched, after)).toEqual([])
}, 300_000)
