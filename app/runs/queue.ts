/**
 * Works on one run until it has ended.
 * @param lost aborts when the queue has given the run to another process
 * @throws PutBack when the run is to be worked on again; anything else is a failure, after which it is tried again later
 */
export type Work = (runId: string, lost: AbortSignal) => Promise<void>

/** The process stops before the run has ended: it is to be worked on again, at once and by anyone. */
export class PutBack extends Error {
  override readonly name = 'PutBack'
  constructor(runId: string) {
    super(`The process stops; another one goes on with run ${runId}`)
  }
}

/** Who works on which run, and when. A run that was added is worked on by one process at a time until it has ended. */
export interface RunQueue {
  /** A run that waits or is being worked on already is not added again. */
  add(runId: string): Promise<void>
  /** Begins to work. */
  start(work: Work): Promise<void>
  /** Begins no more runs at once; resolves when `work` has left those being worked on, which it must do in `graceMs`. */
  stop(graceMs: number): Promise<void>
}
