import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, type TestContext, test } from 'vitest'
import { docker, eventually, missingForImages, testImage } from './docker.ts'

const token = 'a-token-for-this-test-only'
const missing = await missingForImages()
let image = ''
const containers: string[] = []
const volumes: string[] = []

beforeAll(async () => {
  if (missing === null) image = await testImage()
})
afterEach(async () => {
  for (const container of containers.splice(0)) await docker('rm', '--force', container)
  for (const volume of volumes.splice(0)) await docker('volume', 'rm', '--force', volume)
})

const needsDocker = (context: TestContext) => context.skip(missing !== null, missing ?? '')

async function start(...options: string[]): Promise<{ name: string; url: string }> {
  const name = `mpla-test-${randomUUID()}`
  containers.push(name)
  // The health check runs every second here so that the test need not wait 30 s; the image's own interval is asserted below.
  await docker('run', '--detach', '--name', name, '--publish', '127.0.0.1::8080', '--health-interval', '1s',
    '--env', `MPLA_ACCESS_TOKEN=${token}`, ...options, image) // biome-ignore format: one option a word
  return { name, url: await address(name) }
}
const address = async (name: string) => `http://${(await docker('port', name, '8080/tcp')).split('\n')[0]}`
const healthy = (name: string) =>
  eventually(`${name} is healthy`, 60, async () =>
    (await docker('inspect', '--format', '{{.State.Health.Status}}', name)) === 'healthy' ? true : undefined,
  )
const api = async (url: string, path: string, init: RequestInit = {}) =>
  fetch(url + path, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  })

async function refine(url: string): Promise<string> {
  const answer = await api(url, '/api/v1/refinements', {
    method: 'POST',
    body: JSON.stringify({ prompt: 'Write a short welcome mail for new members of our chess club.' }),
  })
  expect(answer.status).toBe(201)
  const { id } = (await answer.json()) as { id: string }
  await completed(url, id)
  return id
}
const completed = (url: string, id: string) =>
  eventually(`run ${id} is completed`, 60, async () => {
    const run = (await (await api(url, `/api/v1/refinements/${id}`)).json()) as { status: string }
    return run.status === 'completed' ? run : undefined
  })

test('the image states its user, port, volume, health check and command', async (context) => {
  needsDocker(context)
  const [{ Config: config }] = JSON.parse(await docker('image', 'inspect', image))
  expect(config).toMatchObject({
    User: 'mpla',
    ExposedPorts: { '8080/tcp': {} },
    Volumes: { '/data': {} },
    Cmd: ['node', 'dist/server.js'],
  })
  expect(config.Healthcheck.Interval).toBe(30e9)
  expect(config.Healthcheck.Test.join(' ')).toContain('/api/health/live')
  expect(await docker('run', '--rm', '--entrypoint', 'id', image)).toMatch(/^uid=10001\(mpla\) gid=10001\(mpla\)/)
})

test('refuses to start without an access token and says what to set', async (context) => {
  needsDocker(context)
  await expect(docker('run', '--rm', image)).rejects.toThrow(/MPLA_ACCESS_TOKEN/)
})

test('works with a read-only root filesystem, no capabilities, and keeps its data over a restart', async (context) => {
  needsDocker(context)
  const volume = `mpla-test-${randomUUID()}`
  volumes.push(volume)
  const { name, url } = await start(
    '--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges:true',
    '--volume', `${volume}:/data`,
  ) // biome-ignore format: options read better in pairs
  await healthy(name)
  const id = await refine(url)
  await docker('restart', name)
  await healthy(name)
  const run = (await (await api(await address(name), `/api/v1/refinements/${id}`)).json()) as { status: string }
  expect(run.status).toBe('completed')
})

test('writes nowhere but /data and /tmp', async (context) => {
  needsDocker(context)
  const { name, url } = await start()
  await healthy(name)
  await refine(url)
  const changed = (await docker('diff', name)).split('\n').filter((line) => line !== '' && !/^. \/tmp(\/|$)/.test(line))
  expect(changed).toEqual([])
})

test('SIGTERM ends it with exit code 0 within the grace time, also while a client streams', async (context) => {
  needsDocker(context)
  const { name, url } = await start()
  await healthy(name)
  const id = await refine(url)
  const stream = await api(url, `/api/v1/refinements/${id}/events`)
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const started = Date.now()
  await docker('stop', '--time', '30', name)
  expect(await docker('inspect', '--format', '{{.State.ExitCode}} {{.State.OOMKilled}}', name)).toBe('0 false')
  expect(Date.now() - started).toBeLessThan(25_000)
  await stream.body?.cancel().catch(() => undefined)
})

test('serves the page and the API documentation from inside the image', async (context) => {
  needsDocker(context)
  const { name, url } = await start()
  await healthy(name)
  expect(await (await fetch(url)).text()).toContain('<title>')
  expect((await api(url, '/api/docs/')).status).toBe(200)
  const health = (await (await api(url, '/api/health')).json()) as { version: string }
  expect(health.version).toBe('test')
})
