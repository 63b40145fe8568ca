import { randomUUID } from 'node:crypto'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import type { RunArchive } from '../contract/run-archive.ts'
import { AppError } from '../errors.ts'
import { viewOf } from '../refinement/refinement-view.ts'
import type { RunStore } from '../storage/run-store.ts'
import { contentHash, readArchive } from './read-archive.ts'
import { progressOf } from './run-progress.ts'
import type { Runs } from './runs.ts'

const pageSize = 200

interface ArchivesOptions {
  readonly store: Pick<RunStore, 'find' | 'readEvents' | 'import'>
  /** Version of the program, for `exportedBy`. */
  readonly version: string
}

/** Takes runs out of the store as files, and files into it. */
export function runArchives({ store, version }: ArchivesOptions): Pick<Runs, 'export' | 'import'> {
  return {
    async export(id): Promise<RunArchive> {
      const run = await store.find(id)
      if (run === null) throw new AppError('RUN_NOT_FOUND', `There is no run ${id}`)
      const events: RefinementEvent[] = []
      for (let size = pageSize; size === pageSize; ) {
        const page = await store.readEvents(id, events.length, pageSize)
        events.push(...page)
        size = page.length
      }
      return { format: 'mpla-run', version: 1, exportedBy: `mpla ${version}`, run: { id, status: run.status }, events }
    },

    async import(body) {
      const { header, events, state } = readArchive(body)
      const { promptExcerpt, targetModel, simulated } = viewOf(state)
      const id = randomUUID()
      const stored = await store.import({
        id,
        promptExcerpt,
        targetModel,
        simulated,
        importedFrom: { id: header.run.id, exportedBy: header.exportedBy },
        contentHash: contentHash(events),
        progress: progressOf(state),
        events,
      })
      return { id: stored, status: state.status, isNew: stored === id }
    },
  }
}
