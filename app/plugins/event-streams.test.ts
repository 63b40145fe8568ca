import { once } from 'node:events'
import { connect } from 'node:net'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { eventStreams } from './event-streams.ts'
import { createMetrics } from './metrics.ts'

const event = { type: 'run.resumed', at: '2026-01-02T03:04:05.000Z', data: { reason: 'x'.repeat(100_000) } } as const

async function serverOf(events: number, patienceMs: number) {
  const metrics = createMetrics()
  const app = Fastify()
  await app.register(eventStreams, { shutdown: new AbortController().signal, metrics, patienceMs })
  const over = Promise.withResolvers<void>()
  async function* follow() {
    try {
      for (let seq = 1; seq <= events; seq++) yield { ...event, seq }
    } finally {
      over.resolve()
    }
  }
  app.get('/events', { sse: 'manual' }, (_request, reply) => reply.sendEvents(follow))
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const counted = async () => ({
    open: (await metrics.streams.get()).values[0]?.value,
    dropped: (await metrics.streamsDropped.get()).values[0]?.value,
  })
  return { url, counted, over: over.promise, [Symbol.asyncDispose]: () => app.close() }
}

test('a client that does not read is dropped and counted, and what it follows is let go', async () => {
  await using server = await serverOf(1_000, 100)
  const socket = connect(Number(server.url.port), server.url.hostname).pause()
  socket.on('error', () => {}) // it is reset
  socket.write('GET /events HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await server.over
  await expect.poll(server.counted).toEqual({ open: 0, dropped: 1 })
  socket.resume()
  await once(socket, 'close')
})

test('a client that reads is not', async () => {
  // Longer than a busy machine keeps this process from reading.
  await using server = await serverOf(50, 10_000)
  const text = await (await fetch(`${server.url}events`)).text()
  expect(text.match(/^id: /gm)).toHaveLength(50)
  expect(await server.counted()).toEqual({ open: 0, dropped: 0 })
})

test('a client that reads little by little gets every event in order, and holds up no other one', async () => {
  const events = 60
  await using server = await serverOf(events, 20_000)
  const socket = connect(Number(server.url.port), server.url.hostname)
  const over = Promise.withResolvers<void>()
  let text = ''
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
    if (text.endsWith('\r\n0\r\n\r\n')) return over.resolve()
    socket.pause()
    setImmediate(() => socket.resume())
  })
  socket.write('GET /events HTTP/1.1\r\nhost: localhost\r\n\r\n')
  const other = await (await fetch(`${server.url}events`)).text()
  await over.promise
  socket.destroy()
  const seqs = (stream: string) => [...stream.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq))
  const all = Array.from({ length: events }, (_, index) => index + 1)
  expect(seqs(other)).toEqual(all)
  expect(seqs(text)).toEqual(all)
  expect(await server.counted()).toEqual({ open: 0, dropped: 0 })
})
