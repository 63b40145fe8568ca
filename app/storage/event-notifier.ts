import { EventEmitter } from 'node:events'

/** Tells that a run has new events, so that those who follow it read them. A hint: one that is lost costs time only. */
export interface EventNotifier {
  publish(runId: string): void
  /** @returns ends the subscription */
  subscribe(runId: string, listener: () => void): () => void
  close(): Promise<void>
}

/** For SQLite, whose one process stores every event itself. */
export function inProcessNotifier(): EventNotifier {
  const emitter = new EventEmitter().setMaxListeners(0) // as many as there are open streams
  // A name of its own, because EventEmitter treats "error" in a special way.
  const channel = (runId: string) => `run ${runId}`
  return {
    publish: (runId) => void emitter.emit(channel(runId)),
    subscribe(runId, listener) {
      emitter.on(channel(runId), listener)
      return () => void emitter.off(channel(runId), listener)
    },
    close: async () => void emitter.removeAllListeners(),
  }
}
