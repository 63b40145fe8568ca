import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const token = 'a-token-of-some-length'
const url = '/api/v1/session'
const env = { MPLA_ACCESS_TOKEN: token }

async function signIn(given = token, headers: Record<string, string> = {}) {
  const server = await buildTestServer({ env: { ...env, TRUSTED_PROXIES: '127.0.0.1' } })
  const answer = await server.app.inject({ method: 'POST', url, headers, payload: { token: given } })
  return { ...server, answer, cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' }
}

test('tells a page that no token is needed', async () => {
  const { app } = await buildTestServer()
  expect((await app.inject(url)).json()).toEqual({ required: false, valid: true })
  expect((await app.inject({ method: 'POST', url, payload: { token: 'any' } })).json()).toEqual({
    required: false,
    valid: true,
  })
  expect((await app.inject({ method: 'DELETE', url })).statusCode).toBe(204)
})

test('tells a page that a token is needed, and whether it has one', async () => {
  const { app } = await buildTestServer({ env })
  expect((await app.inject(url)).json()).toEqual({ required: true, valid: false })
  const headers = { authorization: `Bearer ${token}` }
  expect((await app.inject({ url, headers })).json()).toEqual({ required: true, valid: true })
})

test('exchanges the token for a cookie that scripts and other sites cannot use', async () => {
  const { app, answer, cookie } = await signIn()
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({ required: true, valid: true })
  expect(answer.headers['set-cookie']).toMatch(
    /^mpla_session=\S+; Max-Age=43200; Path=\/api; HttpOnly; SameSite=Strict$/,
  )
  expect((await app.inject({ url, headers: { cookie } })).json()).toEqual({ required: true, valid: true })
  expect((await app.inject({ url: '/api/v1/models', headers: { cookie } })).statusCode).toBe(200)
})

test('marks the cookie as secure when a trusted proxy says that the page came by https', async () => {
  const { answer } = await signIn(token, { 'x-forwarded-proto': 'https' })
  expect(answer.headers['set-cookie']).toMatch(/; Secure(;|$)/)
})

test('refuses a wrong token without a cookie', async () => {
  const { answer, log } = await signIn('another-token-of-length')
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'UNAUTHORIZED'])
  expect(answer.headers).not.toHaveProperty('set-cookie')
  expect(log()).not.toContain('another-token-of-length')
})

test.each([{}, { token: '' }, { token: 5 }, { token, remember: true }])('refuses %j', async (payload) => {
  const { app } = await buildTestServer({ env })
  const answer = await app.inject({ method: 'POST', url, payload })
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'INVALID_REQUEST'])
})

test('limits attempts to ten a minute', async () => {
  const { app } = await buildTestServer({ env })
  const attempt = () => app.inject({ method: 'POST', url, payload: { token: 'wrong' } })
  for (let n = 0; n < 10; n++) expect((await attempt()).statusCode).toBe(401)
  const answer = await attempt()
  expect([answer.statusCode, answer.json().code]).toEqual([429, 'RATE_LIMITED'])
})

test('ends a session', async () => {
  const { app, cookie } = await signIn()
  const answer = await app.inject({ method: 'DELETE', url, headers: { cookie } })
  expect(answer.statusCode).toBe(204)
  expect(answer.headers['set-cookie']).toMatch(/^mpla_session=; .*Expires=Thu, 01 Jan 1970/)
})

test('says so when the token in the header is wrong although nothing is asked for', async () => {
  const { app } = await buildTestServer({ env })
  const answer = await app.inject({ url, headers: { authorization: 'Bearer wrong' } })
  expect(answer.json()).toEqual({ required: true, valid: false })
})
