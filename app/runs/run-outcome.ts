import type { ErrorCode } from '../errors.ts'
import type { RunState } from '../refinement/run-state.ts'

/**
 * How a run ended, for whoever watches the service. `refused` is a failed run that no better service would have
 * finished: the provider took the request itself for wrong, as for a model it does not have.
 */
export const runOutcomes = ['completed', 'failed', 'refused', 'cancelled'] as const
export type RunOutcome = (typeof runOutcomes)[number]

const requestersFault: readonly string[] = ['MODEL_REQUEST_REFUSED', 'MODEL_UNKNOWN'] satisfies ErrorCode[]

/** null: the run has not ended. */
export function outcomeOf({ status, error }: Pick<RunState, 'status' | 'error'>): RunOutcome | null {
  if (status === 'queued' || status === 'running') return null
  return status === 'failed' && error !== null && requestersFault.includes(error.code) ? 'refused' : status
}
