import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'
import { cancelled, started } from '../test-support/run-events.ts'

const url = '/api/v1/refinements'
const unknownId = '00000000-0000-4000-8000-000000000000'

async function withRun() {
  const server = await buildTestServer()
  const { id } = await server.runs.start({ prompt: 'Write about our new product.' })
  server.runs.add(id, started())
  server.runs.add(id, cancelled)
  return { ...server, id }
}

test.each([
  ['', 'json', 'application/json; charset=utf-8'],
  ['?format=json', 'json', 'application/json; charset=utf-8'],
  ['?format=jsonl', 'jsonl', 'application/jsonl; charset=utf-8'],
])('gives a run as a file to keep: %s', async (query, extension, type) => {
  const { app, id } = await withRun()
  const answer = await app.inject(`${url}/${id}/export${query}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe(type)
  expect(answer.headers['content-disposition']).toBe(`attachment; filename="mpla-run-${id}.${extension}"`)
  const [header, ...events] =
    extension === 'json'
      ? [answer.json(), ...answer.json().events]
      : answer.body.trimEnd().split('\n').map((line) => JSON.parse(line)) // biome-ignore format: one line
  expect(header).toMatchObject({ format: 'mpla-run', version: 1, run: { id, status: 'cancelled' } })
  expect(events).toMatchObject([
    { seq: 1, ...started() },
    { seq: 2, ...cancelled },
  ])
})

test('refuses another format, and knows no run that is not there', async () => {
  const { app, id } = await withRun()
  expect((await app.inject(`${url}/${id}/export?format=csv`)).statusCode).toBe(400)
  expect((await app.inject(`${url}/${unknownId}/export`)).json()).toMatchObject({ code: 'RUN_NOT_FOUND' })
})

test.each(['application/jsonl', 'application/x-ndjson', 'application/jsonl; charset=utf-8'])(
  'takes lines as they are, sent as %s',
  async (type) => {
    const { app, runs } = await buildTestServer()
    const answer = await app.inject({ method: 'POST', url: `${url}/import`, payload: '{"a":1}\n{"b":2}\n', headers: { 'content-type': type } }) // biome-ignore format: one request
    expect(answer.statusCode).toBe(201)
    expect(answer.headers.location).toBe(`${url}/${answer.json().id}`)
    expect(runs.imported).toEqual(['{"a":1}\n{"b":2}\n'])
  },
)

test('takes one document, says when it is there already, and hands on what is wrong in it', async () => {
  const known = { id: unknownId, status: 'failed' as const, isNew: false }
  const { app } = await buildTestServer({ runs: { import: async () => known } })
  const answer = await app.inject({ method: 'POST', url: `${url}/import`, payload: { events: [] } })
  expect([answer.statusCode, answer.json()]).toEqual([200, known])
})

test('takes files above the limit of other requests, and none above its own', async () => {
  const { app, runs } = await buildTestServer()
  const post = (megabytes: number) =>
    app.inject({ method: 'POST', url: `${url}/import`, payload: { text: 'x'.repeat(megabytes * 1024 * 1024) } })
  expect((await post(7)).statusCode).toBe(201)
  expect((await post(8)).json()).toMatchObject({ statusCode: 413, code: 'PAYLOAD_TOO_LARGE' })
  expect(runs.imported).toHaveLength(1)
})

test('a form of any page cannot import', async () => {
  const { app, runs } = await buildTestServer()
  const answer = await app.inject({ method: 'POST', url: `${url}/import`, payload: 'a', headers: { 'content-type': 'text/plain' } }) // biome-ignore format: one request
  expect(answer.statusCode).toBe(415)
  expect(runs.imported).toEqual([])
})
