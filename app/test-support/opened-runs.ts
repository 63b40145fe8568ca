import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import { type OpenRunsOptions, openRuns } from '../runs/open-runs.ts'
import type { Runs } from '../runs/runs.ts'
import type { Database } from '../storage/database.ts'
import { type ScriptedModels, scriptedModels } from './scripted-models.ts'
import type { TestDatabases } from './test-database.ts'

const neverAborts = new AbortController().signal
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

/** Runs on a new database for each test of a suite, stopped at its end. */
export function openedRuns(databases: Pick<TestDatabases, 'open'>) {
  let current: Database
  const opened: Runs[] = []
  beforeEach(async () => {
    current = await databases.open()
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((runs) => runs.stop(0)))
  })

  return {
    /** The database of the test that runs. */
    database: () => current,
    async open(models: ScriptedModels = scriptedModels(), options: Partial<OpenRunsOptions> = {}): Promise<Runs> {
      const runs = await openRuns({ database: current, models, log, concurrency: 4, ...options })
      opened.push(runs)
      return runs
    },
    /** The events of a run to its end. */
    async followed(runs: Runs, id: string, afterSeq = 0): Promise<RefinementEvent[]> {
      const events: RefinementEvent[] = []
      for await (const event of runs.follow(id, afterSeq, neverAborts)) events.push(event)
      return events
    },
    /** Until runs wait for a model; asked `count` times in all. */
    asks: (models: ScriptedModels, count = 1) =>
      expect.poll(() => models.asked.length, { timeout: 10_000 }).toBe(count),
  }
}
