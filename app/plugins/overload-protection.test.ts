import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'
import { overloadProtection } from './overload-protection.ts'

// One MiB is less than any Node process has, so the server is overloaded as soon as it has measured itself.
const overloaded = async (webRoot?: string) => {
  const { app } = await buildTestServer({ ...(webRoot && { webRoot }), env: { MEMORY_LIMIT_MIB: '1' } })
  await expect.poll(async () => (await app.inject('/api/v1/models')).statusCode, { timeout: 10_000 }).toBe(503)
  return app
}

test('sheds requests with a Problem that says when to try again, and still answers probes', async () => {
  const app = await overloaded()
  const answer = await app.inject('/api/v1/models')
  expect(answer.json()).toMatchObject({ statusCode: 503, code: 'OVERLOADED', requestId: expect.any(String) })
  expect(answer.headers['retry-after']).toBe('5')
  for (const url of ['/api/health', '/api/health/live', '/api/health/ready', '/api/metrics'])
    expect([url, (await app.inject(url)).statusCode]).toEqual([url, 200])
})

test('still answers the page and its files, which can then ask again by themselves', async () => {
  const webRoot = await mkdtemp(join(tmpdir(), 'mpla-web-'))
  await writeFile(join(webRoot, 'index.html'), '<title>MPLA</title>')
  const app = await overloaded(webRoot)
  expect((await app.inject('/')).statusCode).toBe(200)
  expect((await app.inject('/api/v1/session')).statusCode).toBe(503)
  await rm(webRoot, { recursive: true })
})

test('without a limit memory is not looked at', async () => {
  const app = Fastify()
  await app.register(overloadProtection, { memoryLimitMib: 0 })
  app.get('/', async () => 'answered')
  await app.ready()
  await expect.poll(() => app.memoryUsage().rssBytes, { timeout: 10_000 }).toBeGreaterThan(0)
  expect((await app.inject('/')).statusCode).toBe(200)
})
