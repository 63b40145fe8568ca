import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { keepAliveTimeoutMs } from './server.ts'
import { buildTestServer } from './test-support/build-test-server.ts'

test('keeps idle connections longer than the load balancer does, and waits for headers longer still', async () => {
  const { app } = await buildTestServer()
  expect(keepAliveTimeoutMs).toBeGreaterThan(120_000)
  expect(app.server.keepAliveTimeout).toBe(keepAliveTimeoutMs)
  expect(app.server.headersTimeout).toBeGreaterThan(keepAliveTimeoutMs)
  expect(app.server.requestTimeout).toBe(30_000)
})

test('a request on a connection that is open while the server closes is still answered', async () => {
  const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { app } = await buildTestServer({
    runs: {
      list: async () => {
        asked.resolve()
        await answer.promise
        return { items: [], nextCursor: null }
      },
    },
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const inFlight = fetch(`${url}/api/v1/refinements`)
  await asked.promise
  const closed = app.close()
  answer.resolve()
  expect((await inFlight).status).toBe(200)
  await closed
})

test('closes while a client holds an idle connection', async () => {
  const { app } = await buildTestServer()
  const { port, hostname } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.write('GET /api/health/live HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await once(socket, 'data')
  await app.close()
  await once(socket.resume(), 'close')
})
