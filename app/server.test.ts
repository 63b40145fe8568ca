import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
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

test('answers what is in flight when the server closes, and what comes on a connection that is open already', async () => {
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
  const { port, hostname } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const [first, second] = [connect(Number(port), hostname), connect(Number(port), hostname)]
  await once(second, 'connect')
  first.write('GET /api/v1/refinements HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await asked.promise
  const closed = app.close()
  await expect.poll(() => app.server.listening).toBe(false)
  second.write('GET /api/v1/models HTTP/1.1\r\nhost: localhost\r\n\r\n')
  expect(await text(second)).toMatch(/^HTTP\/1\.1 200 OK/)
  answer.resolve()
  expect(await text(first)).toMatch(/^HTTP\/1\.1 200 OK/)
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
