import { expect, test } from 'vitest'
import type { ListQuery } from '../contract/refinements.ts'
import { buildTestServer } from '../test-support/build-test-server.ts'
import { scriptedPreflight } from '../test-support/scripted-runs.ts'

const prompt = 'Write about our new product.'
const unknownId = '00000000-0000-4000-8000-000000000000'
const url = '/api/v1/refinements'

async function post(payload: unknown, headers: Record<string, string> = {}) {
  const { app, runs } = await buildTestServer()
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
  return { answer, runs, body: answer.json() }
}

test('starts a run and says where it is', async () => {
  const { answer, runs, body } = await post({ prompt })
  expect(answer.statusCode).toBe(201)
  expect(answer.headers.location).toBe(`${url}/${body.id}`)
  expect(body.status).toBe('queued')
  expect(runs.started).toMatchObject([{ prompt }])
})

test('fills in what the request leaves out', async () => {
  const { runs } = await post({ prompt, limits: { iterations: 2 } })
  expect(runs.started).toEqual([
    {
      prompt,
      enhancer: 'rule_based',
      evaluator: 'rules',
      temperature: 0.7,
      limits: { iterations: 2, maxTokens: 50_000, comparisons: 8 },
    },
  ])
})

test('tells what a run would get, for the same body, and starts none', async () => {
  const { app, runs } = await buildTestServer()
  const ask = (payload: object) => app.inject({ method: 'POST', url: `${url}/preflight`, payload })
  const answer = await ask({ prompt, limits: { maxCalls: 3, maxCost: 0.5 } })
  expect([answer.statusCode, answer.json()]).toEqual([200, scriptedPreflight])
  expect(runs.preflighted).toMatchObject([
    { prompt, temperature: 0.7, limits: { iterations: 4, maxCalls: 3, maxCost: 0.5 } },
  ])
  expect(runs.started).toEqual([])
  expect((await ask({ prompt, limits: { maxCost: 0 } })).json()).toMatchObject({ code: 'INVALID_REQUEST' })
})

const refused: [why: string, body: unknown, message: RegExp][] = [
  ['a number above its limit', { prompt, limits: { iterations: 11 } }, /^body\/limits\/iterations must be <= 10; got 11$/],
  ['a temperature above 2', { prompt, temperature: 2.1 }, /^body\/temperature must be <= 2; got 2.1$/],
  ['a number sent as text', { prompt, temperature: '1' }, /^body\/temperature must be number; got "1"$/],
  ['a prompt that is too short', { prompt: 'short' }, /^body\/prompt must not have fewer than 10 .*; got a string of 5 characters$/],
  ['a prompt that is too long', { prompt: 'x'.repeat(20_001) }, /^body\/prompt must not have more than 20000 .*; got a string of 20001 characters$/],
  ['a missing prompt', {}, /^body must have the key "prompt"$/],
  ['a mistyped key', { prompt, limit: {} }, /^body must not have the key "limit"; known keys: prompt, models, .*limits/],
  ['a mistyped key further down', { prompt, limits: { iteration: 1 } }, /^body\/limits must not have the key "iteration"; known keys: iterations, maxTokens, comparisons, selfComparisons, maxCalls, maxCost$/],
  ['a model id that is none', { prompt, models: { target: 'gpt-5' } }, /^body\/models\/target must match pattern .*; got "gpt-5"$/],
  ['a check that there is not', { prompt, checks: [{ check: 'word-cont', max: 3 }] }, /^body\/checks\/0\/check must be one of word-count, .*; got "word-cont"$/],
  ['a check with a mistyped key', { prompt, checks: [{ check: 'title' }, { check: 'word-count', maximum: 3 }] }, /^body\/checks\/1 must not have the key "maximum"; known keys: check, min, max, exactly, name, weight$/],
  ['a check that is none', { prompt, checks: ['title'] }, /^body\/checks\/0 must be object; got "title"$/],
  ['too many checks', { prompt, checks: Array.from({ length: 31 }, () => ({ check: 'title' })) }, /^body\/checks must not have more than 30 items/],
  ['no object', [], /^body must be object; got an array$/],
  ['null', 'null', /^body must be object; got null$/],
  ['several mistakes at once', { promt: '', temperature: 9 }, /"prompt".*"promt".*temperature must be <= 2/],
] // biome-ignore format: a table

test.each(refused)('refuses %s and names it', async (_why, body, message) => {
  const { answer, runs, body: problem } = await post(body)
  expect(answer.statusCode).toBe(400)
  expect(problem).toEqual({ statusCode: 400, code: 'INVALID_REQUEST', message: expect.stringMatching(message), requestId: expect.any(String) }) // biome-ignore format: one shape
  expect(runs.started).toEqual([])
})

test('refuses what is no JSON', async () => {
  const { answer, body } = await post('{"prompt":')
  expect([answer.statusCode, body.code]).toEqual([400, 'INVALID_REQUEST'])
})

test('refuses an empty body', async () => {
  const { answer, body } = await post('')
  expect([answer.statusCode, body.code]).toEqual([400, 'INVALID_REQUEST'])
})

test.each(['text/plain', 'application/x-www-form-urlencoded'])('refuses a body of %s', async (type) => {
  const { answer, body } = await post(JSON.stringify({ prompt }), { 'content-type': type })
  expect([answer.statusCode, body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
})

test('refuses a body above 128 KiB', async () => {
  const { answer, body } = await post({ prompt: 'x'.repeat(128 * 1024) })
  expect([answer.statusCode, body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
})

test('takes the longest prompt in the widest characters', async () => {
  const { answer } = await post({ prompt: '\u{1F9ED}'.repeat(20_000) })
  expect(answer.statusCode).toBe(201)
})

test('answers what the run says when it cannot start', async () => {
  const { AppError } = await import('../errors.ts')
  const { app } = await buildTestServer({
    runs: { start: () => Promise.reject(new AppError('SHUTTING_DOWN', 'Not now', { retryAfterMs: 1_500 })) },
  })
  const answer = await app.inject({ method: 'POST', url, payload: { prompt } })
  expect(answer.statusCode).toBe(503)
  expect(answer.headers['retry-after']).toBe('2')
  expect(answer.json()).toMatchObject({ code: 'SHUTTING_DOWN', message: 'Not now' })
})

test('reads a run', async () => {
  const { app, runs } = await buildTestServer()
  const { id } = await runs.start({ prompt })
  const answer = await app.inject(`${url}/${id}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ id, prompt, versions: [{ version: 0, prompt, output: null }], best: null })
})

test('says that a run does not exist', async () => {
  const { app } = await buildTestServer()
  const answer = await app.inject(`${url}/${unknownId}`)
  expect(answer.statusCode).toBe(404)
  expect(answer.json()).toMatchObject({ code: 'RUN_NOT_FOUND', message: expect.stringContaining(unknownId) })
})

test('refuses an id that is none', async () => {
  const { app } = await buildTestServer()
  const answer = await app.inject(`${url}/not-an-id`)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().message).toMatch(/^params\/id must match format "uuid"; got "not-an-id"$/)
})

test('lists runs', async () => {
  const { app, runs } = await buildTestServer()
  const { id } = await runs.start({ prompt })
  const answer = await app.inject(`${url}?limit=5`)
  expect(answer.json()).toMatchObject({ items: [{ id, promptExcerpt: prompt }], nextCursor: null })
  expect(answer.json().items[0]).not.toHaveProperty('versions')
})

test('passes limit and cursor on, the limit as a number', async () => {
  const queries: unknown[] = []
  const { app } = await buildTestServer({
    runs: {
      list: async (query) => {
        queries.push(query)
        return { items: [], nextCursor: 'next' }
      },
    },
  })
  const answer = await app.inject(`${url}?limit=7&cursor=123`)
  await app.inject(url)
  expect(answer.json()).toEqual({ items: [], nextCursor: 'next' })
  expect(queries).toEqual([{ limit: 7, cursor: '123' }, { limit: 20 }])
})

test.each([
  ['limit=0', /^query\/limit must be >= 1; got 0$/],
  ['limit=5.5', /^query\/limit must be integer; got 5.5$/],
  ['limit=many', /^query\/limit must be integer; got "many"$/],
  ['limit=', /^query\/limit must be integer; got ""$/],
  ['limit=1&limit=2', /^query\/limit must be integer; got an array$/],
  ['page=2', /^query must not have the key "page"; known keys: limit, cursor, q, /],
])('refuses ?%s', async (query, message) => {
  const { app } = await buildTestServer()
  const answer = await app.inject(`${url}?${query}`)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().message).toMatch(message)
})

test('cancels a run', async () => {
  const { app, runs } = await buildTestServer()
  const { id } = await runs.start({ prompt })
  const answer = await app.inject({ method: 'POST', url: `${url}/${id}/cancel` })
  expect(answer.statusCode).toBe(202)
  expect(answer.json()).toEqual({ id, status: 'queued' })
  expect(runs.cancelled).toEqual([id])
})

test('says that a run is over when it is to be cancelled', async () => {
  const { app, runs } = await buildTestServer()
  const { id } = await runs.start({ prompt })
  const best = { version: 0, score: 1 }
  runs.add(id, {
    type: 'run.completed',
    data: { stopReason: 'converged', reason: 'r', outcome: 'unchanged', best, originalScore: 1 },
  })
  const answer = await app.inject({ method: 'POST', url: `${url}/${id}/cancel` })
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'RUN_FINISHED'])
})

test('passes every filter on, and takes no other', async () => {
  const asked: ListQuery[] = []
  const list = async (query: ListQuery) => {
    asked.push(query)
    return { items: [], nextCursor: null }
  }
  const { app } = await buildTestServer({ runs: { list } })
  const filter = { q: '"a b" -c', status: 'completed', outcome: 'improved', model: 'openai:gpt-5', enhancer: 'architect', simulated: 'false', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' } // biome-ignore format: one line
  const ask = (query: Record<string, string>) => app.inject(`${url}?${new URLSearchParams(query)}`)
  expect((await ask(filter)).statusCode).toBe(200)
  expect(asked).toEqual([{ ...filter, simulated: false, limit: 20 }])
  const wrong = [{ outcome: 'refused' }, { simulated: 'maybe' }, { from: 'yesterday' }, { q: 'x'.repeat(501) }, { sort: 'x' }, { model: 'x' }] // biome-ignore format: one line
  for (const query of wrong) expect([query, (await ask(query as never)).statusCode]).toEqual([query, 400])
})
