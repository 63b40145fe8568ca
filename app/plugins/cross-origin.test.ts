import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const url = '/api/v1/refinements'
const payload = { prompt: 'Write about our new product.' }
const page = 'https://page.example'
const preflight = {
  origin: page,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'content-type',
}

test('is closed: no page of another origin may read', async () => {
  const { app } = await buildTestServer()
  const answer = await app.inject({ url, headers: { origin: page } })
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  const asked = await app.inject({ method: 'OPTIONS', url, headers: preflight })
  expect(asked.statusCode).toBe(404)
  expect(asked.headers).not.toHaveProperty('access-control-allow-origin')
})

test('opens to the origins that are named, and to no other', async () => {
  const { app } = await buildTestServer({ env: { ALLOWED_ORIGINS: `${page}, https://other.example` } })
  const answer = await app.inject({ method: 'OPTIONS', url, headers: preflight })
  expect(answer.statusCode).toBe(204)
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': page,
    'access-control-allow-headers': 'content-type',
  })
  expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
  const started = await app.inject({ method: 'POST', url, headers: { origin: page }, payload })
  expect(started.statusCode).toBe(201)
  expect(started.headers['access-control-expose-headers']).toContain('location')
  const foreign = await app.inject({ url, headers: { origin: 'https://evil.example' } })
  expect(foreign.headers).not.toHaveProperty('access-control-allow-origin')
})

test('a preflight needs no token', async () => {
  const { app } = await buildTestServer({ env: { ALLOWED_ORIGINS: page, MPLA_ACCESS_TOKEN: 'a-token-of-some-length' } })
  expect((await app.inject({ method: 'OPTIONS', url, headers: preflight })).statusCode).toBe(204)
})

test.each([
  ['another site', 'https://evil.example', 403],
  ['another port of this host, where the cookie goes along', 'http://localhost:9999', 403],
  ['a page without origin (a file, a sandboxed frame)', 'null', 403],
  ['its own page', 'http://localhost:80', 201],
  ['its own page behind a proxy that ends TLS', 'https://localhost:80', 201],
])('%s starts no run unless allowed', async (_what, origin, status) => {
  const { app, runs } = await buildTestServer()
  const answer = await app.inject({ method: 'POST', url, headers: { origin, host: 'localhost:80' }, payload })
  expect(answer.statusCode).toBe(status)
  expect(runs.started).toHaveLength(status === 201 ? 1 : 0)
})
