import type { RunStore } from '../storage/run-store.ts'
import { logFailure } from './log-failure.ts'
import { readRun } from './read-run.ts'
import type { RunLog } from './run-log.ts'
import { progressOf } from './run-progress.ts'

interface ProjectOptions {
  readonly store: Pick<RunStore, 'unprojected' | 'readEvents' | 'setProgress'>
  readonly log: RunLog
  /** Aborts when the process stops; what is left is done by the next one. */
  readonly stopping: AbortSignal
}

const pageSize = 100

/**
 * Makes the rows of runs that have ended anew from their events where this version knows more of them than is stored:
 * all that ended before it was installed, and those that an older process has ended since. One run at a time, so that
 * it is no load beside the work of the day. Safe to do again and in several processes at once.
 */
export async function projectRuns({ store, log, stopping }: ProjectOptions): Promise<void> {
  let projected = 0
  for (let after = ''; !stopping.aborted; ) {
    const ids = await store.unprojected(pageSize, after)
    for (const id of ids) {
      if (stopping.aborted) return
      try {
        const { state } = await readRun(store, id)
        await store.setProgress(id, progressOf(state))
        projected++
      } catch (err) {
        logFailure(log, err, { runId: id }, 'A run could not be made searchable; trying again later')
      }
    }
    const last = ids.at(-1)
    if (last === undefined || ids.length < pageSize) break
    after = last
  }
  if (projected > 0) log.info({ projected }, 'Made runs of before searchable and countable')
}
