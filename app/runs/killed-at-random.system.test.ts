import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { isTerminal } from '../contract/refinement-events.ts'
import { scattered } from '../refinement/statistics/scattered.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { createRunStore } from '../storage/run-store.ts'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { started } from '../test-support/run-events.ts'
import { type RunProcess, startRunProcess } from '../test-support/run-process.ts'
import { postgresDatabases } from '../test-support/test-database.ts'

const missing = missingPostgres()
const [runs, callMs] = [9, 200]
/** As run-process-program.ts has it. */
const runsOfAProcess = 2

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())

  /** @param chance draws the n-th number of this round, 0..1 */
  async function killOneOfThree(chance: (n: number) => number): Promise<number> {
    const database = await databases.open()
    const store = createRunStore(database, inProcessNotifier())
    const ids = Array.from({ length: runs }, () => randomUUID())
    const run = { promptExcerpt: 'x', targetModel: 'simulator:rules-v1', simulated: true }
    for (const id of ids) await store.create({ id, ...run }, [started()])
    const recordedCalls = async (id: string) =>
      (await store.readEvents(id, 0, 1_000)).flatMap((event) =>
        event.type === 'output.recorded' ? [`${id}/${event.data.callId}`] : [],
      )
    const processes: RunProcess[] = await Promise.all([1, 2, 3].map(() => startRunProcess(database.url, callMs)))
    try {
      const asked = () => processes.flatMap((one) => one.asked)
      const soMany = 1 + Math.floor(chance(1) * 3 * runs)
      await expect.poll(() => asked().length, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(soMany)
      await delay(chance(2) * callMs)
      const busy = processes.filter(({ inFlight }) => inFlight.size > 0)
      const victim = busy[Math.floor(chance(3) * busy.length)]
      await victim?.kill()
      const storedThen = new Set((await Promise.all(ids.map(recordedCalls))).flat())
      const unfinished = async () => (await store.unfinished(100)).length
      await expect.poll(unfinished, { timeout: 90_000, interval: 100 }).toBe(0)

      // Those whose answer was not stored: it had not come, or was just about to be.
      const left = new Set(victim?.asked.filter((callId) => !storedThen.has(callId)))
      expect(left.size).toBeLessThanOrEqual(runsOfAProcess)
      for (const id of ids) {
        const events = await store.readEvents(id, 0, 1_000)
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
        expect(events.filter(isTerminal).map(({ type }) => type)).toEqual(['run.completed'])
        const recorded = await recordedCalls(id)
        expect(new Set(recorded).size).toBe(recorded.length)
        expect(events.filter(({ type }) => type === 'run.resumed').length).toBeLessThanOrEqual(1)
      }
      // A call is made twice only when its process was killed before the answer was stored.
      const twice = asked().filter((callId, index, all) => all.indexOf(callId) !== index)
      expect(twice.filter((callId) => !left.has(callId))).toEqual([])
      expect(new Set(twice).size).toBe(twice.length)
      return left.size
    } finally {
      await Promise.all(processes.map((one) => one.kill()))
    }
  }

  test('three processes share runs; one of them, killed at random, costs no run its end and no call but the one it waited for', async () => {
    const seed = Number(process.env['MPLA_TEST_SEED'] ?? randomInt(1_000_000))
    console.log(`MPLA_TEST_SEED=${seed} kills the same processes after the same number of calls`)
    let left = 0
    for (const round of [1, 2, 3]) left += await killOneOfThree((n) => scattered(seed, round, n))
    expect(left).toBeGreaterThan(0)
  }, 400_000)
})
