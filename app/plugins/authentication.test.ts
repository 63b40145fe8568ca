import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const token = 'a-token-of-some-length'
const models = '/api/v1/models'
const bearer = (given: string) => ({ authorization: `Bearer ${given}` })
const closed = (env: Record<string, string> = {}) => buildTestServer({ env: { MPLA_ACCESS_TOKEN: token, ...env } })

test('without a token everything is open', async () => {
  const { app } = await buildTestServer()
  expect((await app.inject(models)).statusCode).toBe(200)
})

test('refuses whoever carries no token, and says how to send it', async () => {
  const { app } = await closed()
  const answer = await app.inject(models)
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
  expect(answer.json()).toMatchObject({
    statusCode: 401,
    code: 'UNAUTHORIZED',
    message: expect.stringMatching(/Authorization: Bearer/),
  })
})

test.each([
  ['the token', bearer(token), 200],
  ['the token after a scheme in small letters', { authorization: `bearer ${token}` }, 200],
  ['another token', bearer('another-token-of-length'), 401],
  ['the beginning of the token', bearer(token.slice(0, -1)), 401],
  ['the token and more', bearer(`${token}x`), 401],
  ['an empty token', bearer(''), 401],
  ['another scheme', { authorization: `Basic ${token}` }, 401],
  ['the token as a cookie', { cookie: `mpla_session=${token}` }, 401],
])('%s', async (_what, headers, status) => {
  const { app } = await closed()
  expect((await app.inject({ url: models, headers })).statusCode).toBe(status)
})

test('only these routes answer without the token', async () => {
  const { app } = await closed()
  await app.ready()
  const open = []
  const routes = Object.entries(app.swagger().paths ?? {})
  for (const [path, operations] of routes)
    for (const method of Object.keys(operations ?? {}) as 'get'[]) {
      // each key is a method of HTTP
      const url = path.replace('{id}', '00000000-0000-4000-8000-000000000000')
      if ((await app.inject({ method, url })).statusCode !== 401) open.push(`${method} ${path}`)
    }
  expect(routes.length).toBeGreaterThan(8)
  expect(open.toSorted()).toEqual([
    'delete /api/v1/session',
    'get /api/health',
    'get /api/health/live',
    'get /api/health/ready',
    'get /api/v1/session',
    'post /api/v1/session', // 400: no body
  ])
})

test('metrics and documentation need the token, their files too', async () => {
  const { app } = await closed()
  for (const url of ['/api/metrics', '/api/docs', '/api/docs/', '/api/docs/json', '/api/docs/static/swagger-ui.css']) {
    expect([url, (await app.inject(url)).statusCode]).toEqual([url, 401])
    expect([url, (await app.inject({ url, headers: bearer(token) })).statusCode]).toEqual([url, 200])
  }
})

test('is asked before the body is read, and after the rate limit', async () => {
  const { app } = await closed({ RATE_LIMIT_PER_MINUTE: '2' })
  const guess = () =>
    app.inject({
      method: 'POST',
      url: '/api/v1/refinements',
      payload: 'not json',
      headers: { 'content-type': 'application/json' },
    })
  expect([await guess(), await guess(), await guess()].map(({ statusCode }) => statusCode)).toEqual([401, 401, 429])
})

test('an open server answers only as a loopback name, so that no page can reach it by a name of its own', async () => {
  const { app } = await buildTestServer()
  const as = async (host: string) => (await app.inject({ url: models, headers: { host } })).statusCode
  expect(await as('localhost:8080')).toBe(200)
  expect(await as('127.0.0.1:8080')).toBe(200)
  expect(await as('[::1]:8080')).toBe(200)
  expect(await as('rebound.example:8080')).toBe(403)
  expect(await as('127.0.0.1.example')).toBe(403)
  const { app: withToken } = await closed()
  expect(
    (await withToken.inject({ url: models, headers: { host: 'mpla.example', ...bearer(token) } })).statusCode,
  ).toBe(200)
})
