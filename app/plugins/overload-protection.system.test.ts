import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'
import { errorHandler } from './error-handler.ts'
import { overloadProtection } from './overload-protection.ts'

let webRoot: string
beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'mpla-web-'))
  await writeFile(join(webRoot, 'index.html'), '<title>MPLA</title>')
})
afterAll(() => rm(webRoot, { recursive: true }))

// One MiB is less than any Node process has, so the server is overloaded as soon as it has measured itself.
const overloaded = async () => {
  const { app } = await buildTestServer({ webRoot, env: { MEMORY_LIMIT_MIB: '1' } })
  await expect.poll(async () => (await app.inject('/api/v1/models')).statusCode, { timeout: 15_000 }).toBe(503)
  return app
}

test('sheds requests with a Problem that says when to try again, and still answers probes and the page', async () => {
  const app = await overloaded()
  const answer = await app.inject('/api/v1/models')
  expect(answer.json()).toMatchObject({ statusCode: 503, code: 'OVERLOADED', requestId: expect.any(String) })
  expect(answer.headers['retry-after']).toBe('5')
  for (const url of ['/api/health', '/api/health/live', '/api/health/ready', '/api/metrics', '/'])
    expect([url, (await app.inject(url)).statusCode]).toEqual([url, 200])
})

/** Keeps the event loop from turning. */
function block(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

const measured = async () => {
  const app = Fastify()
  await app.register(errorHandler)
  await app.register(overloadProtection, { memoryLimitMib: 0 })
  app.get('/api/v1/anything', async () => 'answered')
  await app.ready()
  return { app, status: async () => (await app.inject('/api/v1/anything')).statusCode }
}

test('one long stall, as at a start on a slow machine, sheds nothing', async () => {
  const { app, status } = await measured()
  const before = app.memoryUsage().eventLoopDelay
  block(2_000)
  await expect.poll(() => app.memoryUsage().eventLoopDelay, { timeout: 15_000 }).not.toBe(before)
  expect(await status()).toBe(200)
})

test('an event loop that stays late sheds requests', async () => {
  const { status } = await measured()
  const late = async () => {
    block(1_500)
    return status()
  }
  await expect.poll(late, { timeout: 15_000, interval: 1 }).toBe(503)
})

test('without a limit memory is not looked at', async () => {
  const app = Fastify()
  await app.register(overloadProtection, { memoryLimitMib: 0 })
  app.get('/', async () => 'answered')
  await app.ready()
  await expect.poll(() => app.memoryUsage().rssBytes, { timeout: 15_000 }).toBeGreaterThan(0)
  expect((await app.inject('/')).statusCode).toBe(200)
})
