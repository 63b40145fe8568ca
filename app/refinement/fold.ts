import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import { whyImpossible } from './event-order.ts'
import { changeBy } from './run-changes.ts'
import { initialState, type RunState } from './run-state.ts'

/**
 * The state after one more event. An event that is not stored yet counts as the next number.
 * @throws Error naming the event when it cannot follow what came before: the log is then damaged or two workers wrote it.
 */
export function applyEvent(state: RunState, event: RefinementEvent | NewRefinementEvent): RunState {
  const seq = 'seq' in event ? event.seq : state.lastSeq + 1
  const problem = whyImpossible(state, event, seq)
  if (problem !== null) throw new Error(`Event ${seq} (${event.type}) cannot follow event ${state.lastSeq}: ${problem}`)
  const status = event.type === 'run.started' ? 'queued' : 'running'
  return { ...state, status, ...changeBy(state, event), lastSeq: seq }
}

/** @throws Error naming the first event that cannot follow the ones before it. */
export const foldEvents = (events: Iterable<RefinementEvent | NewRefinementEvent>): RunState => {
  let state = initialState
  for (const event of events) state = applyEvent(state, event)
  return state
}
