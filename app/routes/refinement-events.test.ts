import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'
import { readAllEvents, readEvents } from '../test-support/read-events.ts'

const request = { prompt: 'Write about our new product.' }
const best = { version: 0, score: 0.5 }
const resumed = { type: 'run.resumed', data: { reason: 'restarted' } } as const
const cancelled = { type: 'run.cancelled', data: { best } } as const

async function serverWithRun(options: Parameters<typeof buildTestServer>[0] = {}) {
  const server = await buildTestServer(options)
  const { id } = await server.runs.start(request)
  const base = await server.app.listen({ port: 0, host: '127.0.0.1' })
  return {
    ...server,
    id,
    url: `${base}/api/v1/refinements/${id}/events`,
    [Symbol.asyncDispose]: () => server.app.close(),
  }
}

test('sends what is stored, then what is added, and ends after the last event', async () => {
  await using server = await serverWithRun()
  const { runs, id, url } = server
  runs.add(id, resumed)
  const answer = await fetch(url)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
  expect(answer.headers.get('cache-control')).toMatch(/no-cache/)
  expect(answer.headers.get('x-request-id')).toBeTruthy()
  const events = readEvents(answer)
  expect((await events.next()).value).toMatchObject({ retry: 1000 })
  expect((await events.next()).value).toMatchObject({ id: '1', event: 'run.resumed', data: { seq: 1, ...resumed } })
  runs.add(id, resumed)
  expect((await events.next()).value).toMatchObject({ id: '2', event: 'run.resumed' })
  runs.add(id, cancelled)
  expect((await events.next()).value).toMatchObject({ id: '3', event: 'run.cancelled', data: { seq: 3, ...cancelled } })
  expect((await events.next()).done).toBe(true)
})

test.each([
  ['Last-Event-ID', { 'last-event-id': '2' }, ''],
  ['?after=', {}, '?after=2'],
  ['Last-Event-ID rather than ?after=, which a browser repeats', { 'last-event-id': '2' }, '?after=0'],
])('goes on after %s', async (_what, headers, query) => {
  await using server = await serverWithRun()
  const { runs, id, url } = server
  for (const event of [resumed, resumed, cancelled]) runs.add(id, event)
  const events = await readAllEvents(await fetch(url + query, { headers: { ...headers } }))
  expect(events.filter((event) => 'id' in event)).toMatchObject([{ id: '3', event: 'run.cancelled' }])
})

test('tells a client that has every event of a finished run not to come back', async () => {
  await using server = await serverWithRun()
  const { runs, id, url } = server
  runs.add(id, cancelled)
  expect((await fetch(url, { headers: { 'last-event-id': '1' } })).status).toBe(204)
})

test('says that a run does not exist before a stream begins', async () => {
  const { app } = await buildTestServer()
  const answer = await app.inject('/api/v1/refinements/00000000-0000-4000-8000-000000000000/events')
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'RUN_NOT_FOUND'])
})

test.each([
  ['/events?after=-1', {}, /^query\/after must be >= 0; got -1$/],
  ['/events?from=1', {}, /^query must not have the key "from"; known keys: after$/],
  ['/events', { 'last-event-id': 'x' }, /^headers\/last-event-id must be integer; got "x"$/],
])('refuses %s %o', async (path, headers, message) => {
  const { app, runs } = await buildTestServer()
  const { id } = await runs.start(request)
  const answer = await app.inject({ url: `/api/v1/refinements/${id}${path}`, headers })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().message).toMatch(message)
})

test('stops following when the client leaves', async () => {
  await using server = await serverWithRun()
  const { runs, url, metrics } = server
  const client = new AbortController()
  const answer = await fetch(url, { signal: client.signal })
  const events = readEvents(answer)
  await events.next()
  await expect.poll(() => runs.following).toBe(1)
  client.abort()
  await expect.poll(() => runs.following).toBe(0)
  await expect.poll(async () => (await metrics.streams.get()).values).toMatchObject([{ value: 0 }])
})

test('sends no faster than the client reads, and does not wait for one that left without reading', async () => {
  const [most, sent] = [400, { count: 0, isOver: false }]
  const large = { type: 'run.resumed', at: '2026-01-02T03:04:05.000Z', data: { reason: 'x'.repeat(100_000) } } as const
  await using server = await serverWithRun({
    runs: {
      async *follow() {
        try {
          for (; sent.count < most; sent.count++) yield { ...large, seq: sent.count + 1 }
        } finally {
          sent.isOver = true
        }
      },
    },
  })
  const { hostname, port, pathname } = new URL(server.url)
  const socket = connect(Number(port), hostname).pause()
  socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`)
  await expect.poll(() => sent.count).toBeGreaterThan(0)
  let before = 0
  const grows = () => {
    const count = sent.count
    const isGrowing = count !== before
    before = count
    return isGrowing
  }
  await expect.poll(grows, { interval: 200 }).toBe(false)
  expect(sent).toEqual({ count: expect.any(Number), isOver: false })
  expect(sent.count).toBeLessThan(most)
  socket.destroy()
  await expect.poll(() => sent.isOver).toBe(true)
})

test('sends a comment every 15 s, so that no proxy takes the stream for dead', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    await using server = await serverWithRun()
    const events = readEvents(await fetch(server.url))
    expect((await events.next()).value).toEqual({ retry: 1_000 })
    vi.advanceTimersByTime(15_000)
    expect((await events.next()).value).toEqual({ comment: 'heartbeat' })
  } finally {
    vi.useRealTimers()
  }
})

test('ends with a new retry hint when the process is told to end, and so does a stream that comes after', async () => {
  await using server = await serverWithRun()
  const { url, shutdown } = server
  const events = readEvents(await fetch(url))
  await events.next()
  shutdown.abort()
  const { retry } = (await events.next()).value ?? {}
  expect(retry).toBeGreaterThanOrEqual(1_000)
  expect(retry).toBeLessThanOrEqual(3_000)
  expect((await events.next()).done).toBe(true)
  const another = await fetch(url)
  expect(another.status).toBe(200) // after an error status a browser would not connect again
  expect(await readAllEvents(another)).toMatchObject([{ retry: 1_000 }, { retry: expect.any(Number) }])
})

test('does not keep the server from closing', async () => {
  const { app, url } = await serverWithRun()
  const answer = await fetch(url)
  await app.close()
  expect(await readAllEvents(answer)).toMatchObject([{ retry: 1_000 }, { retry: expect.any(Number) }])
})

test('sends a failure after the stream began as an error event that tells nothing private', async () => {
  await using server = await serverWithRun({
    runs: {
      // biome-ignore lint/correctness/useYield: it fails first
      async *follow() {
        throw new Error('connection to 10.0.0.7 lost')
      },
    },
  })
  const events = await readAllEvents(await fetch(server.url))
  const last = events.at(-1)
  expect(last).toMatchObject({
    event: 'error',
    data: { statusCode: 500, code: 'INTERNAL', requestId: expect.any(String) },
  })
  expect(JSON.stringify(last)).not.toContain('10.0.0.7')
  expect(server.log()).toContain('connection to 10.0.0.7 lost')
})

test('does not answer HEAD, which would never end', async () => {
  const { app, runs } = await buildTestServer()
  const { id } = await runs.start(request)
  const answer = await app.inject({ method: 'HEAD', url: `/api/v1/refinements/${id}/events` })
  expect(answer.statusCode).toBe(404)
})
