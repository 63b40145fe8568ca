import { setTimeout as delay } from 'node:timers/promises'
import { isTerminal, type RefinementEvent } from '../../app/contract/refinement-events.ts'
import { readEvents } from '../../app/test-support/read-events.ts'

/** Follows a run over every interruption, as a client that never gives up. */
export interface Follower {
  /** What came, in order. */
  readonly events: readonly RefinementEvent[]
  /** Codes of the problems that the server told, on the stream or in place of it. */
  readonly problems: readonly string[]
  /** Resolves with the last event of the run. */
  readonly ended: Promise<RefinementEvent>
  /** Stops following; without effect after the end. */
  stop(): void
}

/** Between two attempts. A browser waits for a second or more, which the drill need not. */
const retryMs = 100

/**
 * @param connect opens the stream after the event of this number
 * @param afterSeq of the last event that is known already
 */
export function follow(connect: (afterSeq: number, signal: AbortSignal) => Promise<Response>, afterSeq = 0): Follower {
  const [events, problems]: [RefinementEvent[], string[]] = [[], []]
  const stopping = new AbortController()

  async function once(): Promise<void> {
    const answer = await connect(events.at(-1)?.seq ?? afterSeq, stopping.signal)
    if (answer.status !== 200) {
      problems.push(((await answer.json()) as { code: string }).code) // every refusal is a Problem
      return
    }
    for await (const { event, data } of readEvents(answer)) {
      if (event === 'error')
        problems.push((data as { code: string }).code) // a Problem, by the contract
      else if (event !== undefined) events.push(data as RefinementEvent) // by the contract of the stream
    }
  }
  async function untilTheEnd(): Promise<RefinementEvent> {
    for (;;) {
      // A connection that breaks or cannot be made is what the follower is there for.
      await once().catch(() => {})
      const last = events.at(-1)
      if (last !== undefined && isTerminal(last)) return last
      stopping.signal.throwIfAborted()
      await delay(retryMs, undefined, { signal: stopping.signal })
    }
  }
  const ended = untilTheEnd()
  ended.catch(() => {}) // whoever waits for it is told; a follower that was stopped is waited for by nobody
  return { events, problems, ended, stop: () => stopping.abort() }
}
