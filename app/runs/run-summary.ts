import type { RunState } from '../refinement/run-state.ts'
import type { RunSummaryChange } from '../storage/event-writer.ts'

/** What the list of runs shows of a state. */
export const summaryOf = (state: RunState): Required<RunSummaryChange> => ({
  status: state.status,
  originalScore: state.versions[0]?.score ?? null,
  bestScore: state.best?.score ?? null,
})

/** What changes in the list of runs; undefined when nothing does. */
export function summaryChange(before: RunState, after: RunState): Required<RunSummaryChange> | undefined {
  const [old, changed] = [summaryOf(before), summaryOf(after)]
  const isSame =
    old.status === changed.status && old.originalScore === changed.originalScore && old.bestScore === changed.bestScore
  return isSame ? undefined : changed
}
