/**
 * Someone else stored an event under the number that we wanted: a cancellation, or another worker that took the run
 * over. Nothing of ours was stored. Read the run again before doing anything else.
 */
export class ConcurrentAppendError extends Error {
  override readonly name = 'ConcurrentAppendError'
  constructor(runId: string, seq: number, options?: ErrorOptions) {
    super(`Expected event ${seq} of run ${runId} to be the next one, but another writer stored it first`, options)
  }
}
