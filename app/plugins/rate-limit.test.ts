import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const env = { RATE_LIMIT_PER_MINUTE: '3' }

async function statuses(url: string, count: number, variables: Record<string, string> = env, header = 'x-unused') {
  const { app } = await buildTestServer({ env: variables })
  const found = []
  for (let n = 0; n < count; n++)
    found.push((await app.inject({ url, headers: { [header]: `10.0.0.${n}` } })).statusCode)
  return found
}

test('answers a Problem that says when to try again', async () => {
  const { app } = await buildTestServer({ env })
  for (let n = 0; n < 3; n++) await app.inject('/api/v1/models')
  const answer = await app.inject('/api/v1/models')
  expect(answer.statusCode).toBe(429)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect(answer.json()).toEqual({
    statusCode: 429,
    code: 'RATE_LIMITED',
    message: expect.stringMatching(/^At most 3 requests a minute; try again in \d+ s$/),
    requestId: answer.headers['x-request-id'],
  })
})

test.each(['/api/health', '/api/health/live', '/api/health/ready', '/api/metrics'])(
  '%s is not limited',
  async (url) => {
    expect(await statuses(url, 5)).toEqual([200, 200, 200, 200, 200])
  },
)

test('what does not exist is limited too', async () => {
  expect(await statuses('/api/v1/nothing', 5)).toEqual([404, 404, 404, 429, 429])
})

test('counts clients by the address of the connection, whatever they claim', async () => {
  expect(await statuses('/api/v1/models', 4, env, 'x-forwarded-for')).toEqual([200, 200, 200, 429])
})

test('counts clients behind a trusted proxy each by its own address', async () => {
  const trusting = { ...env, TRUSTED_PROXIES: '127.0.0.0/8' }
  expect(await statuses('/api/v1/models', 4, trusting, 'x-forwarded-for')).toEqual([200, 200, 200, 200])
})
