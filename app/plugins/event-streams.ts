import { fastifySSE } from '@fastify/sse'
import type { FastifyReply } from 'fastify'
import fp from 'fastify-plugin'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import { toAppError, toProblem } from './error-handler.ts'
import { eventFrames } from './event-frames.ts'
import type { Metrics } from './metrics.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** true: an event stream, whose duration says nothing about the server. */
    streams?: boolean
  }
  interface FastifyReply {
    /** Sends what `follow` yields as server-sent events, until it ends, the client leaves, or the server closes. */
    sendEvents(follow: (signal: AbortSignal) => AsyncIterable<RefinementEvent>): Promise<void>
  }
}

/** How long a client waits before it connects again. */
const retryMs = 1_000
/** After a shutdown clients come back spread over two seconds, not all at once. */
const retryAfterCloseMs = () => retryMs + Math.round(Math.random() * 2_000)

const hint = (retry: number) => `retry: ${retry}\n\n`

interface Following {
  readonly follow: Parameters<FastifyReply['sendEvents']>[0]
  readonly frameOf: (event: RefinementEvent) => Buffer
  /** Ends the stream with a hint when to come back. */
  readonly closing: AbortSignal
  /**
   * How long a client may take nothing while something waits for it, in ms. Heartbeats pile up for it, and one that is
   * gone without a word would be kept until TCP gives up, after a quarter of an hour. It comes back where it was.
   */
  readonly patienceMs: number
  /** The client took nothing for that long. */
  onDropped(): void
}

async function sendEvents(reply: FastifyReply, { follow, frameOf, closing, patienceMs, onDropped }: Following) {
  const { raw } = reply
  const left = new AbortController()
  raw.once('close', () => left.abort())
  const signal = AbortSignal.any([left.signal, closing])
  /** Waits only for a client that is behind: most of a thousand streams are not. */
  const write = (frame: Buffer | string) => raw.write(frame) || drained(raw, { signal, patienceMs, onDropped })

  reply.sse.sendHeaders()
  await write(hint(retryMs))
  // While the server closes a stream begins and ends at once: after a 503 a browser would not connect again.
  try {
    for await (const event of follow(signal)) {
      if (signal.aborted) break
      const isWritten = write(frameOf(event))
      if (isWritten !== true) await isWritten
    }
  } catch (thrown) {
    if (signal.aborted) return
    const error = toAppError(thrown)
    if (error.code === 'INTERNAL') reply.log.error({ err: error.cause ?? error }, 'event stream failed')
    else reply.log.warn({ code: error.code }, `event stream ended: ${error.message}`)
    await write(`event: error\ndata: ${JSON.stringify(toProblem(error, reply.request.id))}\n\n`)
  }
  if (closing.aborted && reply.sse.isConnected) raw.write(hint(retryAfterCloseMs()))
}

/** Resolves when the client has taken what was written, or has left: then it never drains. One that takes nothing is dropped. */
function drained(
  raw: FastifyReply['raw'],
  { signal, patienceMs, onDropped }: Pick<Following, 'patienceMs' | 'onDropped'> & { readonly signal: AbortSignal },
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const goOn = () => resolve()
  const dropping = setTimeout(() => {
    onDropped()
    raw.destroy()
  }, patienceMs).unref()
  raw.once('drain', goOn)
  signal.addEventListener('abort', goOn, { once: true })
  if (signal.aborted) resolve()
  return promise.finally(() => {
    clearTimeout(dropping)
    raw.off('drain', goOn)
    signal.removeEventListener('abort', goOn)
  })
}

/** Event streams with a heartbeat below every proxy's idle timeout, which end when the server closes. */
export const eventStreams = fp<{ shutdown: AbortSignal; metrics: Metrics; patienceMs: number }>(
  async (app, { shutdown, metrics, patienceMs }) => {
    // The package's default export, wrapped like this, has no usable type in ESM; this one is not wrapped.
    await app.register(fp(fastifySSE, { name: '@fastify/sse' }), { heartbeatInterval: 15_000 })
    const closed = new AbortController()
    // An open stream would keep app.close() waiting for ever.
    app.addHook('preClose', async () => closed.abort())
    const closing = AbortSignal.any([shutdown, closed.signal])
    const frameOf = eventFrames()
    app.decorateReply('sendEvents', async function (this: FastifyReply, follow) {
      metrics.streams.inc()
      const onDropped = () => {
        metrics.streamsDropped.inc()
        this.log.warn('an event stream is ended: its client does not read')
      }
      try {
        await sendEvents(this, { follow, frameOf, closing, patienceMs, onDropped })
      } finally {
        metrics.streams.dec()
      }
    })
  },
  { name: 'event-streams' },
)
