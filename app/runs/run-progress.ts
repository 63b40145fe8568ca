import type { RunState } from '../refinement/run-state.ts'
import type { RunProgress } from '../storage/event-writer.ts'
import { endingOf } from './run-ending.ts'

/** What the list of runs shows of a state, and at its end what search and analytics know of it. */
export function progressOf(state: RunState): RunProgress {
  const ending = endingOf(state)
  return {
    // Kept apart in the list, so that nobody looks for work on it; the run itself is still running.
    status: state.isPaused && state.status === 'running' ? 'paused' : state.status,
    originalScore: state.versions[0]?.score ?? null,
    bestScore: state.best?.score ?? null,
    ...(ending && { ending }),
  }
}

/** What the list is to show from now on; undefined when that is what it shows already. */
export function progressSince(before: RunState, after: RunState): RunProgress | undefined {
  const [old, now] = [progressOf(before), progressOf(after)]
  const isSame = old.status === now.status && old.originalScore === now.originalScore && old.bestScore === now.bestScore
  return isSame ? undefined : now
}
