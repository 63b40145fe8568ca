import { isTerminal, type RefinementEvent } from '../contract/refinement-events.ts'
import { AppError } from '../errors.ts'
import type { EventNotifier } from '../storage/event-notifier.ts'
import type { RunStore } from '../storage/run-store.ts'
import { EventTail, type Follower } from './event-tail.ts'

export interface FollowOptions {
  readonly store: Pick<RunStore, 'readEvents' | 'find'>
  readonly notifier: Pick<EventNotifier, 'subscribe'>
  /** Most events in memory for each run that is followed. Default 100. */
  readonly pageSize?: number
  /** The safety net under notifications, in ms. Default 5,000. */
  readonly pollMs?: number
}

export type Follow = (id: string, afterSeq: number, signal: AbortSignal) => AsyncGenerator<RefinementEvent, void>

/** @returns `Runs.follow` */
export function createFollow({ store, notifier, pageSize = 100, pollMs = 5_000 }: FollowOptions): Follow {
  const tails = new Map<string, { tail: EventTail; followers: number }>()

  function join(id: string): EventTail {
    let shared = tails.get(id)
    if (shared === undefined) {
      const tail = new EventTail({
        pageSize,
        pollMs,
        read: (afterSeq, limit) => store.readEvents(id, afterSeq, limit),
        subscribe: (listener) => notifier.subscribe(id, listener),
      })
      shared = { tail, followers: 0 }
      tails.set(id, shared)
    }
    shared.followers++
    return shared.tail
  }

  function leave(id: string): void {
    const shared = tails.get(id)
    if (shared === undefined || --shared.followers > 0) return
    shared.tail.close()
    tails.delete(id)
  }

  /** Where to go on from when there is nothing after `seq`; null when nothing will ever come. */
  async function waitFrom(id: string, seq: number): Promise<number | null> {
    const run = await store.find(id)
    if (run === null) throw new AppError('RUN_NOT_FOUND', `There is no run ${id}`)
    // Its status is stored together with its last event: what is not there now will never be.
    const hasEnded = run.status !== 'queued' && run.status !== 'running'
    if (hasEnded && (await store.readEvents(id, seq, 1)).length === 0) return null
    // A number that is ahead of the log, as after restoring a backup, counts as the newest one.
    if (seq > 0 && (await store.readEvents(id, seq - 1, 1)).length === 0) return endOfLog(id)
    return seq
  }

  async function endOfLog(id: string): Promise<number> {
    let seq = 0
    for (let page = await store.readEvents(id, 0, pageSize); page.length > 0; ) {
      seq = page.at(-1)?.seq ?? seq
      page = await store.readEvents(id, seq, pageSize)
    }
    return seq
  }

  return async function* follow(id, afterSeq, signal) {
    const tail = join(id)
    const follower: Follower = { goOn: () => {} }
    const onAbort = () => tail.release(follower)
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      let seq = afterSeq
      let isInLog = false
      while (!signal.aborted) {
        const { occasion } = tail
        const events = await tail.after(seq)
        for (const event of events) {
          if (signal.aborted) return
          yield event
          if (isTerminal(event)) return
          seq = event.seq
          isInLog = true
        }
        if (events.length > 0) continue
        if (!isInLog) {
          const from = await waitFrom(id, seq)
          if (from === null) return
          seq = from
          isInLog = true
        }
        if (!signal.aborted) await tail.changed(occasion, follower)
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
      leave(id)
    }
  }
}
