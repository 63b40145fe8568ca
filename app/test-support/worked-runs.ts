import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, vi } from 'vitest'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import { readRun } from '../runs/read-run.ts'
import { type WorkerOptions, workOnRun } from '../runs/run-worker.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { createRunStore, type RunStore } from '../storage/run-store.ts'
import { started } from './run-events.ts'
import type { ScriptedModels } from './scripted-models.ts'
import { sqliteDatabases } from './test-database.ts'

const neverAborts = new AbortController().signal

/** Runs in a database of the file that calls this, and a worker that works on one of them. */
export function workedRuns() {
  const databases = sqliteDatabases()
  const notifier = inProcessNotifier()
  let opened: RunStore | undefined
  beforeAll(async () => {
    opened = createRunStore(await databases.open(), notifier)
  })
  afterAll(() => databases.close())
  const store = () => {
    if (opened === undefined) throw new Error('Expected to be asked in a test')
    return opened
  }
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const read = (id: string): Promise<RefinementEvent[]> => store().readEvents(id, 0, 1_000)
  return {
    store,
    notifier,
    log,
    read,
    async newRun(): Promise<string> {
      const id = randomUUID()
      await store().create({ id, promptExcerpt: 'x', targetModel: 'simulator:rules-v1', simulated: true }, [started()])
      return id
    },
    work(id: string, models: ScriptedModels, options: Partial<WorkerOptions> & { lost?: AbortSignal } = {}) {
      const { lost = neverAborts, ...rest } = options
      const ends = { stopping: neverAborts, leaving: neverAborts, onEnded: () => {} }
      return workOnRun({ store: store(), notifier, models, log, ...ends, ...rest }, id, lost)
    },
    typesOf: async (id: string) => (await read(id)).map(({ type }) => type),
    stateOf: async (id: string) => (await readRun(store(), id)).state,
  }
}
