import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

async function send(bytes: string) {
  const { app } = await buildTestServer()
  await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    const port = Number(new URL(app.listeningOrigin).port)
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(bytes)
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
    return { head, problem: JSON.parse(body) }
  } finally {
    await app.close()
  }
}

test.each([
  ['what is no HTTP', 'GET nonsense\r\n\r\n', 400],
  ['headers above 16 KiB', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
])('answers %s with a Problem', async (_what, bytes, status) => {
  const { head, problem } = await send(bytes)
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(problem).toEqual({
    statusCode: status,
    code: 'INVALID_REQUEST',
    message: expect.any(String),
    requestId: expect.any(String),
  })
})
