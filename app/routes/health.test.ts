import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)
const away = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432'))
const neverAnswers = () => new Promise<void>(() => {})
const providers = { openai: { status: 'ok' as const, message: 'The last request succeeded' } }
const health = { pingDatabase: async () => {}, checkProviders: async () => providers }

test('says how everything is', async () => {
  const { app } = await buildTestServer({ health, env: { MPLA_VERSION: '1.2.3' } })
  const answer = await app.inject('/api/health')
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({
    status: 'ok',
    version: '1.2.3',
    timestamp,
    checks: {
      database: { status: 'ok', message: 'The database answers' },
      shutdown: { status: 'ok', message: 'The process takes requests' },
      providers,
    },
  })
})

test('a database that is away fails health and readiness, says nothing private, and leaves the process alive', async () => {
  const { app } = await buildTestServer({ health: { ...health, pingDatabase: away } })
  const [whole, ready, live] = await Promise.all(
    ['/api/health', '/api/health/ready', '/api/health/live'].map((url) => app.inject(url)),
  )
  expect(whole?.statusCode).toBe(503)
  expect(whole?.json()).toMatchObject({ status: 'failing', checks: { database: { status: 'failing' } } })
  expect(ready?.statusCode).toBe(503)
  expect(ready?.json()).toEqual({ status: 'failing', timestamp, message: 'The database cannot be reached' })
  expect(live?.statusCode).toBe(200)
  expect(live?.json()).toEqual({ status: 'ok', timestamp })
  expect(`${whole?.body}${ready?.body}`).not.toContain('10.0.0.7')
})

test('a process that has used up its memory for good is not ready, so that it is replaced', async () => {
  const { app } = await buildTestServer({ health, env: { MEMORY_LIMIT_MIB: '1', MEMORY_PATIENCE_MS: '1000' } })
  const ready = async () => (await app.inject('/api/health/ready')).json().message
  expect(await ready()).toBe('Ready')
  const message = 'The process has used up its memory and takes no requests'
  await expect.poll(ready, { timeout: 10_000 }).toBe(message)
  expect((await app.inject('/api/health')).json()).toMatchObject({ checks: { shutdown: { message } } })
  expect((await app.inject('/api/health/live')).statusCode).toBe(200)
})

test('a full volume fails health alone: what is stored can be read, and another process has no more room', async () => {
  const answerOf = async (hasRoom: () => Promise<boolean>) => {
    const { app } = await buildTestServer({ health: { ...health, hasRoom } })
    const [whole, ready] = [await app.inject('/api/health'), await app.inject('/api/health/ready')]
    return [whole.statusCode, whole.json().checks.database.message, ready.statusCode]
  }
  const full = 'The volume of the database is full: nothing can be stored'
  expect(await answerOf(async () => false)).toEqual([503, full, 200])
  expect(await answerOf(async () => true)).toEqual([200, 'The database answers', 200])
  expect(await answerOf(() => Promise.reject(new Error('ESTALE')))).toEqual([200, 'The database answers', 200])
})

test('a database that does not answer fails readiness before the prober gives up', async () => {
  const { app } = await buildTestServer({ health: { ...health, pingDatabase: neverAnswers } })
  const answer = await app.inject('/api/health/ready')
  expect(answer.statusCode).toBe(503)
  expect(answer.json().message).toMatch(/within 2000 ms/)
})

test('fails readiness as soon as the process is told to end', async () => {
  const { app, shutdown } = await buildTestServer({ health })
  expect((await app.inject('/api/health/ready')).statusCode).toBe(200)
  shutdown.abort()
  const answer = await app.inject('/api/health/ready')
  expect([answer.statusCode, answer.json().message]).toEqual([503, 'The process is shutting down'])
  expect((await app.inject('/api/health')).json()).toMatchObject({ checks: { shutdown: { status: 'failing' } } })
  expect((await app.inject('/api/health/live')).statusCode).toBe(200)
})

test.each([
  ['failing', 503],
  ['unknown', 200],
] as const)('a provider that is %s makes health answer %i and readiness 200', async (status, statusCode) => {
  const checkProviders = async () => ({ openai: { status, message: 'OpenAI refused the key' } })
  const { app } = await buildTestServer({ health: { ...health, checkProviders } })
  const answer = await app.inject('/api/health')
  expect(answer.statusCode).toBe(statusCode)
  expect(answer.json().checks.providers.openai).toEqual({ status, message: 'OpenAI refused the key' })
  expect((await app.inject('/api/health/ready')).statusCode).toBe(200)
})
