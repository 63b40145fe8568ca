import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import fp from 'fastify-plugin'

/** Letters, digits and `._-`, as tracing tools write ids; anything else could forge log lines or headers. */
const sane = /^[A-Za-z0-9._-]{8,64}$/

/** Tells processes apart. A UUID for each request would cost more than everything else a health probe does. */
const processId = randomBytes(6).toString('hex')
let count = 0

/** The caller's X-Request-Id when it is sane, else a new one that no other request of any process has. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id']
  if (typeof given === 'string' && sane.test(given)) return given
  count++
  return `${processId}-${count}`
}

/** Tells the caller the id of the request, for its own log and for reports. */
export const requestId = fp(
  async (app) => {
    app.addHook('onRequest', (request, reply, done) => {
      reply.header('x-request-id', request.id)
      done()
    })
  },
  { name: 'request-id' },
)
