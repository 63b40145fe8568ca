import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import { foldEvents } from '../refinement/fold.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { createRunStore } from '../storage/run-store.ts'
import { endedRuns } from '../test-support/random-runs.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import { analyticsOf, daysUntil } from './analytics.ts'
import { runArchives } from './run-archives.ts'

const now = new Date('2026-03-10T01:30:00.000Z')

/** Moves a run so that it ends some hours before `now`. */
function ending(events: RefinementEvent[], hoursAgo: number): RefinementEvent[] {
  const shift = now.getTime() - hoursAgo * 3_600_000 - Date.parse(events.at(-1)?.at ?? '')
  return events.map((event) => ({ ...event, at: new Date(Date.parse(event.at) + shift).toISOString() }))
}

/** What a person would count who reads every event of every run. */
function recount(runs: readonly RefinementEvent[][], days: readonly string[], withSimulated: boolean) {
  const counted = runs.filter((events) => {
    const input = events[0]?.type === 'run.started' ? events[0].data : undefined
    return days.includes(events.at(-1)?.at.slice(0, 10) ?? '') && (withSimulated || !input?.simulated)
  })
  const last = counted.map((events) => events.at(-1))
  const improved = last.filter((event) => event?.type === 'run.completed' && event.data.outcome === 'improved').length
  const of = (type: string) => counted.flat().filter((event) => event.type === type)
  const scores = counted.flatMap((events) => {
    const { best, versions } = foldEvents(events)
    return best === null ? [] : [{ best: best.score, original: versions[0]?.score ?? 0 }]
  })
  const mean = (values: number[]) => (values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length)
  const round = (value: number | null) => (value === null ? null : expect.closeTo(value, 9))
  const cancelled = of('run.cancelled').length
  return {
    runs: counted.length,
    outcomes: {
      improved,
      unchanged: of('run.completed').length - improved,
      failed: of('run.failed').length,
      cancelled,
    },
    successRate: counted.length === cancelled ? null : round(improved / (counted.length - cancelled)),
    iterations: round(mean(counted.map((events) => Math.max(0, events.filter(({ type }) => type === 'version.proposed').length - 1)))), // biome-ignore format: one line
    inputTokens: of('output.recorded').reduce((sum, event) => sum + (event.type === 'output.recorded' ? event.data.usage.inputTokens : 0), 0), // biome-ignore format: one line
    best: round(mean(scores.map(({ best }) => best))),
    original: round(mean(scores.map(({ original }) => original))),
    duration: round(
      mean(counted.map((events) => Date.parse(events.at(-1)?.at ?? '') - Date.parse(events[0]?.at ?? ''))),
    ),
  }
}

/** What the numbers must be on every database. */
export function analyticsSuite(databases: Pick<TestDatabases, 'open'>): void {
  test('is what reading every event of every run comes to', async () => {
    const runs = fc
      .sample(endedRuns, { numRuns: 24, seed: 11 })
      .map((events, index) => ending(events, [0, 2, 20, 30, 100, 200, 800][index % 7] ?? 0))
    const database = await databases.open()
    const store = createRunStore(database, inProcessNotifier())
    const archives = runArchives({ store, version: 'test' })
    for (const events of runs) {
      const { status } = foldEvents(events)
      const run = { id: '3f0c2b6e-7c1f-4f0e-9a53-0d6f5b1f6a10', status } as const
      await archives.import({ format: 'mpla-run', version: 1, exportedBy: 'mpla test', run, events })
    }
    const read = async (days: number, simulated: boolean) => {
      const list = daysUntil(now, days)
      const counts = await store.count(list[0] ?? '', list.at(-1) ?? '')
      return analyticsOf(counts, list, simulated)
    }
    expect(await read(30, true)).toMatchObject({ total: { runs: 0 }, excluded: { imported: expect.any(Number) } })
    // As if they had taken place here.
    await database.client.run.updateMany({ data: { importedFrom: null } })

    const stored = [...new Map(runs.map((events) => [JSON.stringify(events), events])).values()]
    let seen = 0
    for (const days of [1, 7, 30])
      for (const simulated of [true, false]) {
        const list = daysUntil(now, days)
        const analytics = await read(days, simulated)
        const shown = (totals: (typeof analytics)['total']) => ({
          runs: totals.runs,
          outcomes: totals.outcomes,
          successRate: totals.successRate,
          iterations: totals.meanIterations,
          inputTokens: totals.inputTokens,
          best: totals.meanBestScore,
          original: totals.meanOriginalScore,
          duration: totals.meanDurationMs,
        })
        expect(shown(analytics.total)).toEqual(recount(stored, list, simulated))
        expect(analytics.byDay.map(({ day }) => day)).toEqual(list)
        for (const { day, ...totals } of analytics.byDay)
          expect(shown(totals)).toEqual(recount(stored, [day], simulated))
        const all = await read(days, true)
        expect(analytics.excluded.simulated).toBe(all.total.runs - analytics.total.runs)
        for (const groups of [analytics.byModel, analytics.byEnhancer])
          expect(groups.reduce((sum, { runs }) => sum + runs, 0)).toBe(analytics.total.runs)
        const { verdicts } = analytics.total
        expect(Object.values(verdicts).reduce((a, b) => a + b, 0)).toBe(analytics.total.runs)
        seen += analytics.total.runs
      }
    expect(seen).toBeGreaterThan(20)
  })
}
