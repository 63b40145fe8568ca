import { applyEvent } from '../refinement/fold.ts'
import { initialState, type RunState } from '../refinement/run-state.ts'
import type { RunStore } from '../storage/run-store.ts'

const pageSize = 100

/** What has happened since a worker last got anywhere. */
export interface StoredRun {
  readonly state: RunState
  /** How often the run was resumed since its last progress. */
  readonly attempts: number
}

const notStarted: StoredRun = { state: initialState, attempts: 0 }

/** Folds what is stored after `known` into it; `state.input` stays null when there is no such run. */
export async function readRun(
  store: Pick<RunStore, 'readEvents'>,
  id: string,
  known: StoredRun = notStarted,
): Promise<StoredRun> {
  let { state, attempts } = known
  for (;;) {
    const events = await store.readEvents(id, state.lastSeq, pageSize)
    for (const event of events) {
      state = applyEvent(state, event)
      if (event.type === 'run.resumed') attempts++
      else if (event.type !== 'call.started') attempts = 0
    }
    if (events.length < pageSize) return { state, attempts }
  }
}
