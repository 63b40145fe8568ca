import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { smokeTest } from './smoke.ts'
import { withWebServer } from './test-support/web-server.ts'

const { signal } = new AbortController()
const simulator = { id: 'simulator:rules-v1', name: 'Simulator (not a language model)', simulated: true }
const result = { status: 'completed', simulated: true, originalScore: 0.5, bestScore: 0.75 }

type Handler = (request: IncomingMessage, answer: ServerResponse) => void
const json =
  (value: unknown, status = 200): Handler =>
  (_, answer) =>
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
const stream =
  (...names: string[]): Handler =>
  (_, answer) =>
    answer.end(names.map((name) => `event: ${name}\ndata: {}\n\n`).join(''))

/** Answers as a service in order does, but for the routes that are given. */
const routes = (own: Record<string, Handler> = {}): Record<string, Handler> => ({
  'GET /api/v1/models': json({
    models: [{ id: 'openai:gpt-5-mini', name: 'gpt-5-mini', simulated: false }, simulator],
  }),
  'POST /api/v1/refinements': json({ id: 'r1', status: 'queued' }, 201),
  'GET /api/v1/refinements/r1/events': stream('run.started', 'run.completed'),
  'GET /api/v1/refinements/r1': json(result),
  ...own,
})

async function smoke(own: Record<string, Handler> = {}, limitMs = 10_000) {
  const known = routes(own)
  const seen: { route: string; authorization: string | undefined; body: string }[] = []
  let line = ''
  await withWebServer(
    async (request, answer) => {
      const route = `${request.method} ${request.url}`
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      seen.push({ route, authorization: request.headers.authorization, body: Buffer.concat(parts).toString() })
      ;(known[route] ?? json({ message: 'no such route' }, 404))(request, answer)
    },
    async (url) => {
      line = await smokeTest({ url, accessToken: 'the-token', signal, limitMs })
    },
  )
  return { line, seen }
}

test('starts a run with the simulator, follows it to its end, and reads the result', async () => {
  const { line, seen } = await smoke()
  expect(line).toMatch(
    /^Simulator \(not a language model\) refined a prompt: score 0\.50 to 0\.75, 2 events in \d\.\d s \(run r1\)$/,
  )
  expect(seen.map(({ route }) => route)).toEqual(Object.keys(routes()))
  expect(new Set(seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer the-token']))
  expect(JSON.parse(seen[1]?.body ?? '')).toMatchObject({ models: { target: 'simulator:rules-v1' } })
})

test.each<[string, Record<string, Handler>, RegExp]>([
  ['another token', { 'GET /api/v1/models': json({ message: 'no' }, 401) }, /got 401: .*mpla:accessToken/],
  ['no simulator', { 'GET /api/v1/models': json({ models: [] }) }, /Expected the simulator among the models, found 0/],
  ['a run that is not taken', { 'POST /api/v1/refinements': json({ message: 'busy' }, 503) }, /refinements to answer 2xx, got 503: .*busy/],
  ['a run that fails', { 'GET /api/v1/refinements/r1/events': stream('run.started', 'run.failed') }, /got the event run\.failed/],
  ['a stream that ends early', { 'GET /api/v1/refinements/r1/events': stream('run.started') }, /got the event run\.started/],
  ['a stream without events', { 'GET /api/v1/refinements/r1/events': stream() }, /got the event \(none\)/],
  ['a result that is not stored', { 'GET /api/v1/refinements/r1': json({ ...result, status: 'running' }) }, /running, simulated/],
  ['a result of a language model', { 'GET /api/v1/refinements/r1': json({ ...result, simulated: false }) }, /completed, not simulated/],
  ['a page that is no JSON', { 'GET /api/v1/models': (_, answer) => answer.end('<html>') }, /could not be asked: .*JSON/],
  ['a redirect, which would take the token along', { 'GET /api/v1/models': (_, answer) => answer.writeHead(302, { location: '/login' }).end() }, /got 302/],
])('%s fails it', async (_, own, message) => {
  await expect(smoke(own)).rejects.toThrow(message)
  await expect(smoke(own)).rejects.toMatchObject({ runbook: 'runbooks/server-error-ratio.md' })
}) // biome-ignore format: a table

test('a stream that never ends is given up', async () => {
  const silent: Handler = (_, answer) => void answer.write(':hello\n\n')
  await expect(smoke({ 'GET /api/v1/refinements/r1/events': silent }, 200)).rejects.toThrow(/no answer in time/)
})
