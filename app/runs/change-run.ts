import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import type { Steering } from '../contract/steering.ts'
import { AppError } from '../errors.ts'
import { priceOf } from '../refinement/cost.ts'
import { isEnded } from '../refinement/event-order.ts'
import { applyEvent } from '../refinement/fold.ts'
import type { RunState } from '../refinement/run-state.ts'
import { type SteeringEvent, whyNotSteered } from '../refinement/steering-order.ts'
import { ConcurrentAppendError } from '../storage/concurrent-append.ts'
import type { RunStore } from '../storage/run-store.ts'
import { readRun } from './read-run.ts'
import { progressSince } from './run-progress.ts'

/**
 * Adds one event to a run from outside of its worker. Storing it is all: whoever works on the run finds the next number taken.
 * @param eventFor makes the event from the newest state; may refuse by throwing
 * @returns the state after it
 * @throws AppError RUN_NOT_FOUND, RUN_FINISHED
 */
export async function changeRun(
  store: Pick<RunStore, 'append' | 'readEvents'>,
  id: string,
  eventFor: (state: RunState) => NewRefinementEvent,
): Promise<RunState> {
  for (let stored = await readRun(store, id); ; stored = await readRun(store, id, stored)) {
    const { state } = stored
    if (state.input === null) throw new AppError('RUN_NOT_FOUND', `There is no run ${id}`)
    if (isEnded(state)) throw new AppError('RUN_FINISHED', `Run ${id} has ended already (${state.status})`)
    const event = eventFor(state)
    const after = applyEvent(state, event)
    try {
      await store.append(id, state.lastSeq, [event], progressSince(state, after))
      return after
    } catch (error) {
      // The worker was faster: look again. It cannot be faster for ever, because a run ends.
      if (!(error instanceof ConcurrentAppendError)) throw error
    }
  }
}

/** @throws AppError RUN_NOT_STEERABLE saying why not now */
export function steeringEvent(state: RunState, steering: Steering): SteeringEvent {
  const event = eventOf(state, steering)
  const problem = whyNotSteered(state, event) ?? whyNotPriced(state, event)
  if (problem !== null) throw new AppError('RUN_NOT_STEERABLE', `Cannot ${steering.action}: ${problem}`)
  return event
}

/**
 * What a limit of money that is new or raised lacks; null when nothing. Refused here and not by `whyNotSteered`: a run that took one
 * before this was looked at can still be read.
 */
function whyNotPriced({ input, limits }: RunState, event: SteeringEvent): string | null {
  if (event.type !== 'limits.raised' || input === null) return null
  const { maxCost } = event.data.limits
  if (maxCost === undefined || maxCost === limits?.maxCost) return null
  const used = new Set([input.models.target, ...Object.values(input.models)])
  const unpriced = [...used].filter((model) => priceOf(model, input.prices) === null)
  return unpriced.length === 0
    ? null
    : `expected models with a known price for maxCost, but that of ${unpriced.join(', ')} was not known when the run was accepted; raise maxTokens or maxCalls instead, or cancel it and start one with a model that GET /api/v1/models lists with prices`
}

function eventOf({ limits }: RunState, steering: Steering): SteeringEvent {
  switch (steering.action) {
    case 'pause':
      return { type: 'run.paused', data: {} }
    case 'continue':
      return { type: 'run.continued', data: {} }
    case 'feedback':
      return { type: 'feedback.added', data: { text: steering.text } }
    case 'pin':
      return { type: 'version.pinned', data: { version: steering.version } }
    case 'ban':
      return { type: 'version.banned', data: { version: steering.version } }
    case 'raise': {
      if (limits === null) throw new Error('Expected a run that has started')
      return { type: 'limits.raised', data: { limits: { ...limits, ...steering.limits } } }
    }
  }
}
