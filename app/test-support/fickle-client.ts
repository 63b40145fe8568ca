import { type ClientRequest, get, type IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { isTerminal, type RefinementEvent } from '../contract/refinement-events.ts'

/** What came over all connections of a client. */
interface Received {
  readonly events: readonly RefinementEvent[]
  /** Connections that were answered. */
  readonly connections: number
  /** Those that the client left in the middle of an event. */
  readonly leftInEvent: number
}

interface FickleOptions {
  /** Where the events are now; asked again for each connection. */
  url(): string
  readonly headers: Readonly<Record<string, string>>
  /** Draws the n-th number, 0..1. */
  chance(n: number): number
}

/** Most bytes that a connection lives for: events are some hundred bytes long, and some of them thousands. */
const mostBytes = 6_000

/** Follows a run to its end as a browser does, by connections that break after any byte, its own fault or the server's. */
export async function followFickly({ url, headers, chance }: FickleOptions): Promise<Received> {
  const events: RefinementEvent[] = []
  let [connections, leftInEvent] = [0, 0]
  for (let attempt = 0; ; attempt++) {
    const after = events.at(-1)?.seq ?? 0
    const asked = get(url(), { agent: false, headers: { ...headers, 'last-event-id': String(after) } })
    const answer = await answerTo(asked)
    if (answer === null || answer.statusCode === 503) {
      asked.destroy()
      await delay(20) // the server restarts, or says that it has too much to do
      continue
    }
    connections++
    if (answer.statusCode !== 200) throw new Error(`Expected an event stream, got ${answer.statusCode}`)
    const { blocks, rest } = await readUpTo(answer, Math.floor(chance(attempt) * mostBytes))
    asked.destroy()
    if (rest !== '') leftInEvent++
    for (const block of blocks) {
      const data = /^data: ?(.*)$/m.exec(block)?.[1]
      if (data === undefined) continue // a hint or a heartbeat
      const event: RefinementEvent = JSON.parse(data)
      if (/^id: ?(.*)$/m.exec(block)?.[1] !== String(event.seq))
        throw new Error(`Expected the id ${event.seq}: ${block}`)
      events.push(event)
    }
    const last = events.at(-1)
    if (last !== undefined && isTerminal(last)) return { events, connections, leftInEvent }
  }
}

/** null when nobody answers. */
const answerTo = (asked: ClientRequest): Promise<IncomingMessage | null> =>
  new Promise((resolve) => {
    asked.once('response', resolve).on('error', () => resolve(null))
  })

/** The whole blocks among the first `bytes` of a stream, and what is left of the one that they cut. */
async function readUpTo(answer: IncomingMessage, bytes: number): Promise<{ blocks: string[]; rest: string }> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of answer) {
      pieces.push(piece)
      length += piece.length
      if (length >= bytes) break
    }
  } catch {
    // The server ended; what came until then counts.
  }
  const blocks = Buffer.concat(pieces).subarray(0, bytes).toString('utf8').split('\n\n')
  const rest = blocks.pop() ?? ''
  return { blocks, rest }
}
