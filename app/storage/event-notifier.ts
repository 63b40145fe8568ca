import { EventEmitter } from 'node:events'
import type { RefinementEvent } from '../contract/refinement-events.ts'

/** Gets the events where this process has stored them; none where another one has, or nobody knows. */
export type EventListener = (events: readonly RefinementEvent[]) => void

/** Tells that a run has new events, so that those who follow it read them. A hint: one that is lost costs time only. */
export interface EventNotifier {
  /**
   * The listeners hear of it a turn of the event loop later: who has stored the events, most often a worker that is about to ask a
   * model, goes on first.
   */
  publish(runId: string, events?: readonly RefinementEvent[]): void
  /** @returns ends the subscription */
  subscribe(runId: string, listener: EventListener): () => void
  close(): Promise<void>
}

/** For SQLite, whose one process stores every event itself. */
export function inProcessNotifier(): EventNotifier {
  const emitter = new EventEmitter().setMaxListeners(0) // as many as there are open streams
  // A name of its own, because EventEmitter treats "error" in a special way.
  const channel = (runId: string) => `run ${runId}`
  return {
    publish: (runId, events = []) => void setImmediate(() => emitter.emit(channel(runId), events)),
    subscribe(runId, listener) {
      emitter.on(channel(runId), listener)
      return () => void emitter.off(channel(runId), listener)
    },
    close: async () => void emitter.removeAllListeners(),
  }
}
