import { afterAll, describe, expect, test } from 'vitest'
import { sum } from '../../app/test-support/cloudwatch.ts'
import { missingPostgres } from '../../app/test-support/postgres-server.ts'
import { postgresDatabases, sqliteDatabases } from '../../app/test-support/test-database.ts'
import type { Period } from './alarm-signal.ts'
import { type Drill, type DrillOptions, expectWhole, runbookOf, secondsUntil, startDrill } from './drill.ts'

const missing = missingPostgres()
const watched = ['no-healthy-hosts', 'unhealthy-hosts', 'stuck-runs', 'provider-error-ratio', 'error-lines']

/** A run whose first answer never comes, and which somebody follows; every later answer comes at once. */
async function situation(options: Omit<DrillOptions, 'answer'>) {
  const drill = await startDrill({
    ...options,
    answer: (_prompt, call) => (call === 0 ? { hang: true } : 'An answer.'),
  })
  const first = await drill.start()
  const run = await drill.refine()
  const follower = drill.follow(run)
  await secondsUntil(() => drill.stub.completions.length === 1, 10)
  await secondsUntil(() => follower.events.length === 3, 10)
  return { drill, first, run, follower }
}

/** The call in flight was made once more, under its own id; all others once. */
function expectNoCallTwiceButTheFirst({ stub }: Drill): void {
  const calls = stub.completions.map(({ idempotencyKey }) => idempotencyKey)
  expect(calls[1]).toBe(calls[0])
  expect(new Set(calls).size).toBe(calls.length - 1)
}

const published = (drill: Drill, metric: string) =>
  drill
    .observed()
    .measurements.filter(({ name }) => name === metric)
    .flatMap(({ values }) => values)
const resumed = (drill: Drill) => sum(published(drill, 'mpla_runs_resumed_total'))
const longestLag = (drill: Drill) => Math.max(...published(drill, 'nodejs_eventloop_lag_p99_seconds'))

describe('on SQLite', () => {
  const databases = sqliteDatabases()
  afterAll(() => databases.close())

  test.concurrent('the only process is killed in the middle of a run, and started again', async ({ annotate }) => {
    const { drill, first, follower } = await situation({ databaseUrl: await databases.create() })
    await using _ = drill
    expect(drill.beyond(watched, await drill.phase(() => drill.traffic()))).toEqual([])
    const killedAt = performance.now()
    const during = await drill.phase(async () => {
      await drill.end(first, 'SIGKILL')
      await secondsUntil(() => drill.balancer.healthy().length === 0, 10)
    })
    expect(drill.beyond(watched, during)).toEqual(['no-healthy-hosts', 'unhealthy-hosts'])
    drill.balancer.remove(first.url)
    await drill.start()
    await secondsUntil(() => follower.events.at(-1)?.type === 'run.completed', 30)
    await annotate(
      `the run has ended ${((performance.now() - killedAt) / 1_000).toFixed(1)} s after the process was killed`,
    )
    expectWhole(follower.events)
    expectNoCallTwiceButTheFirst(drill)
    expect(drill.beyond(watched, await drill.phase(() => drill.traffic()))).toEqual([])
    expect(resumed(drill)).toBe(1)
  })
})

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())

  test.concurrent('one of two processes is killed in the middle of a run', async ({ annotate }) => {
    const { drill, first, follower } = await situation({ databaseUrl: await databases.createEmpty() })
    await using _ = drill
    await drill.start()
    expect(drill.beyond(watched, await drill.phase(() => drill.traffic()))).toEqual([])
    const killedAt = performance.now()
    const during = await drill.phase(async () => {
      await drill.end(first, 'SIGKILL')
      await secondsUntil(() => drill.balancer.healthy().length === 1, 10)
      expect(await drill.traffic()).toEqual(Array(25).fill(200))
    })
    expect(drill.beyond(watched, during)).toEqual(['unhealthy-hosts'])
    await secondsUntil(() => follower.events.at(-1)?.type === 'run.completed', 40)
    await annotate(
      `the other has ended the run ${((performance.now() - killedAt) / 1_000).toFixed(1)} s after the kill`,
    )
    expectWhole(follower.events)
    expectNoCallTwiceButTheFirst(drill)

    // What ECS does by itself: the task that is gone is taken out, and replaced.
    drill.balancer.remove(first.url)
    await drill.start()
    expect(drill.beyond(watched, await drill.phase(() => drill.traffic()))).toEqual([])
    expect(resumed(drill)).toBe(1)
  })

  test.concurrent('a process stands still, loses its run to another, and goes on', async ({ annotate }) => {
    const databaseUrl = await databases.createEmpty()
    const { drill, first, run, follower } = await situation({ databaseUrl, timeoutMs: 2_000 })
    await using _ = drill
    const second = await drill.start()
    const before = await drill.phase(() => drill.traffic())
    expect(drill.beyond(watched, before)).toEqual([])

    const frozenAt = performance.now()
    const from = Date.now()
    first.freeze()
    const waiting = drill.traffic(40)
    await secondsUntil(() => drill.balancer.healthy().length === 1, 20)
    await secondsUntil(async () => (await drill.read(run, second)).status === 'completed', 40)
    await annotate(`the other has ended the run after ${((performance.now() - frozenAt) / 1_000).toFixed(1)} s`)
    first.thaw()
    const { to } = await drill.phase(async () => expect(await waiting).toEqual(Array(40).fill(200)))
    expect(drill.beyond([...watched, 'slow-responses'], { from, to })).toEqual(['unhealthy-hosts', 'slow-responses'])
    // Whether it is below its threshold otherwise is a question to the machine that runs this.
    const waited = (period: Period) => drill.signal('slow-responses', period)
    expect(waited(before)).toBeLessThan((waited({ from, to }) ?? 0) / 2)
    expect(longestLag(drill)).toBeGreaterThan(5)
    expect(runbookOf('slow-responses')).toContain('`nodejs_eventloop_lag_p99_seconds`')

    await secondsUntil(() => drill.balancer.healthy().length === 2, 10)
    // The stream stood still with its process and goes on with it. Its own answer is for a run that is over.
    await follower.ended
    expectWhole(follower.events)
    expectNoCallTwiceButTheFirst(drill)
    const after = await drill.phase(() => drill.traffic())
    expect(drill.beyond(watched, after)).toEqual([])
    expect(waited(after)).toBeLessThan((waited({ from, to }) ?? 0) / 2)
  })
})
