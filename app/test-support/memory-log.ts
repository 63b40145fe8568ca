import { expect, vi } from 'vitest'
import { isTerminal, type RefinementEvent } from '../contract/refinement-events.ts'
import type { RefinementSummary } from '../contract/refinements.ts'
import { createFollow, type FollowOptions } from '../runs/follow.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { cancelled, resumed } from './run-events.ts'

/** A log in memory whose reads take as long as a database's: some turns of the event loop. */
export function memoryLog(options: Partial<FollowOptions> = {}) {
  const events: RefinementEvent[] = []
  const notifier = inProcessNotifier()
  const emptyReads = { count: 0 }
  /** Called when a read has its page and has not answered yet. */
  const readBegan = { callback: () => {} }
  const readEvents = vi.fn(async (_id: string, afterSeq: number, limit: number) => {
    await turns(2)
    const page = events.slice(afterSeq, afterSeq + limit)
    readBegan.callback()
    await turns(2)
    if (page.length === 0) emptyReads.count++
    return page
  })
  function store(type: RefinementEvent['type'] = 'run.resumed'): RefinementEvent {
    const seq = events.length + 1
    const event = {
      ...(type === 'run.cancelled' ? cancelled : resumed(`event ${seq}`)),
      seq,
      at: '2026-01-02T03:04:05.000Z',
    }
    events.push(event)
    return event
  }
  const hasEnded = () => events.some(isTerminal)
  const find = vi.fn(async (id: string) => {
    await turns(2)
    const summary: Partial<RefinementSummary> = { status: hasEnded() ? 'cancelled' : 'running' }
    return id === 'run' ? (summary as RefinementSummary) : null // follow reads the status only
  })
  return {
    events,
    readBegan,
    readEvents,
    /** Resolves once a follower has read all there is, and so waits. */
    waits: () => expect.poll(() => emptyReads.count).toBeGreaterThan(0),
    find,
    notifier,
    follow: createFollow({ store: { readEvents, find }, notifier, pollMs: 60_000, ...options }),
    store,
    /** Stored, and told of as by another process. */
    add(type?: RefinementEvent['type']) {
      store(type)
      notifier.publish('run')
    },
    /** Stored, and told of as by this process, which knows what it has stored. */
    addKnown(type?: RefinementEvent['type']) {
      notifier.publish('run', [store(type)])
    },
  }
}

/** Lets the event loop turn. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}
