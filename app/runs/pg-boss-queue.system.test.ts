import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { isTerminal, type RefinementEvent } from '../contract/refinement-events.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { createRunStore, type RunStore } from '../storage/run-store.ts'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { started } from '../test-support/run-events.ts'
import { type RunProcess, startRunProcess } from '../test-support/run-process.ts'
import { postgresDatabases } from '../test-support/test-database.ts'

const missing = missingPostgres()

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  const processes: RunProcess[] = []
  afterEach(() => Promise.all(processes.splice(0).map((one) => one.kill())))
  afterAll(() => databases.close())

  async function storeWithRuns(count: number): Promise<{ store: RunStore; url: string; ids: string[] }> {
    const database = await databases.open()
    const store = createRunStore(database, inProcessNotifier())
    const ids = Array.from({ length: count }, () => randomUUID())
    const run = { promptExcerpt: 'x', targetModel: 'simulator:rules-v1', simulated: true }
    for (const id of ids) await store.create({ id, ...run }, [started()])
    return { store, url: database.url, ids }
  }
  async function start(url: string, count: number, callMs: number): Promise<void> {
    processes.push(...(await Promise.all(Array.from({ length: count }, () => startRunProcess(url, callMs)))))
  }
  const logOf = (store: RunStore, id: string) => store.readEvents(id, 0, 1_000)
  const isDone = async (store: RunStore) => (await store.unfinished(100)).length === 0

  function expectWhole(events: readonly RefinementEvent[]): void {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(events.filter(isTerminal)).toHaveLength(1)
    expect(events.at(-1)?.type).toBe('run.completed')
  }

  test('three processes share the runs; one is killed in the middle, and every run ends exactly once', async () => {
    const { store, url, ids } = await storeWithRuns(9)
    await start(url, 3, 300)
    // Not before two have work: which of them gets how much is a matter of luck.
    await expect
      .poll(() => processes.filter(({ inFlight }) => inFlight.size > 0).length, { timeout: 20_000 })
      .toBeGreaterThan(1)
    const victim = processes.find(({ inFlight }) => inFlight.size > 0)
    await victim?.kill()
    const killedAt = Date.now()
    const left = new Set([...(victim?.inFlight ?? [])].map((callId) => callId.split('/')[0]))
    expect(left.size).toBeGreaterThan(0)
    await expect.poll(() => isDone(store), { timeout: 60_000, interval: 100 }).toBe(true)

    const asked = processes.flatMap((one) => one.asked)
    const waits: number[] = []
    for (const id of ids) {
      const events = await logOf(store, id)
      expectWhole(events)
      const recorded = events.flatMap((event) =>
        event.type === 'output.recorded' ? [`${id}/${event.data.callId}`] : [],
      )
      for (const callId of recorded) {
        const times = asked.filter((other) => other === callId).length
        // Only what the victim had not stored the answer of is asked again.
        expect(times, callId).toBeLessThanOrEqual(left.has(id) ? 2 : 1)
      }
      const resumed = events.find(({ type }) => type === 'run.resumed')
      if (left.has(id)) waits.push(Date.parse(resumed?.at ?? '') - killedAt)
    }
    expect(asked.length).toBeLessThanOrEqual(new Set(asked).size + left.size)
    console.log(`taken over ${waits.map((ms) => (ms / 1000).toFixed(1)).join(' and ')} s after the process was killed`)
    for (const wait of waits) expect(wait).toBeLessThan(30_000)
  })

  test('a process that stops hands its runs over at once', async () => {
    const { store, url, ids } = await storeWithRuns(2)
    await start(url, 1, 2_000)
    const [first] = processes
    await expect.poll(() => first?.inFlight.size, { timeout: 20_000 }).toBe(2)
    await start(url, 1, 10)
    await first?.stop()
    const stoppedAt = Date.now()
    await expect.poll(() => isDone(store), { timeout: 30_000, interval: 50 }).toBe(true)
    for (const id of ids) {
      const events = await logOf(store, id)
      expectWhole(events)
      const resumed = events.find(({ type }) => type === 'run.resumed')
      expect(Date.parse(resumed?.at ?? '') - stoppedAt).toBeLessThan(2_000)
    }
  })
})
