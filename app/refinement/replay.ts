import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import { type AskStep, callStarted } from './ask-step.ts'
import { decide } from './decide.ts'
import { applyEvent } from './fold.ts'
import { initialState, type RunState } from './run-state.ts'
import { isSteering } from './steering-order.ts'

/** A model call that is stored in a run's events. */
interface ReplayedCall {
  readonly step: AskStep
  /** null: it failed, or was under way when the run ended. */
  readonly answer: Extract<NewRefinementEvent, { type: 'output.recorded' | 'reply.recorded' }> | null
}

export interface Replay {
  readonly calls: readonly ReplayedCall[]
  /** Events that were decided anew and came out the same. */
  readonly decided: number
  /** The first event that is decided otherwise today; null when there is none. */
  readonly difference: { readonly seq: number; readonly stored: NewRefinementEvent; readonly decided: unknown } | null
}

/**
 * Decides a stored run anew, event by event, with the answers that it got. What came from outside (answers, failures, what people
 * steered, interruptions) is taken as it is; everything else must follow from it, or the run is not reproduced.
 * @throws Error naming the event that cannot follow the ones before it
 */
export function replay(stored: readonly RefinementEvent[]): Replay {
  const calls: ReplayedCall[] = []
  let state = initialState
  let decided = 0
  for (const event of stored) {
    if (event.type === 'output.recorded' || event.type === 'reply.recorded') {
      const last = calls.pop()
      if (last !== undefined) calls.push({ ...last, answer: withoutPlace(event) })
    } else if (!isFromOutside(event, state)) {
      const next = decisionIn(state)
      if (next === null || canonical(next.event) !== canonical(event))
        return {
          calls,
          decided,
          difference: { seq: event.seq, stored: withoutPlace(event), decided: next?.event ?? null },
        }
      if (next.step !== null) calls.push({ step: next.step, answer: null })
      decided++
    }
    state = applyEvent(state, event)
  }
  return { calls, decided, difference: null }
}

function decisionIn(state: RunState): { event: NewRefinementEvent; step: AskStep | null } | null {
  const step = decide(state)
  if (step.kind === 'ask') return { event: callStarted(step), step }
  const [event] = step.kind === 'record' ? step.events : []
  return event === undefined ? null : { event, step: null }
}

const isFromOutside = (event: NewRefinementEvent, { callFailure }: RunState): boolean =>
  event.type === 'run.started' ||
  event.type === 'run.resumed' ||
  event.type === 'run.cancelled' ||
  event.type === 'call.failed' ||
  // The worker's own end of a run that never gets any further.
  (event.type === 'run.failed' && event.data.code === 'INTERNAL' && callFailure === null) ||
  isSteering(event)

const withoutPlace = <T extends NewRefinementEvent>({ type, data }: T): T => ({ type, data }) as T // number and time left out

/** The same text for the same type and data, in whatever order their keys stand. */
const canonical = ({ type, data }: NewRefinementEvent): string => JSON.stringify({ type, data }, inOrder)
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
