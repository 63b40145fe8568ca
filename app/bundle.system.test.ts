import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEvents } from './test-support/read-events.ts'
import { runToEnd, startServerProcess } from './test-support/server-process.ts'

// Outside of the repository, so that no node_modules is above it, and under another name than dist: only what is in the
// folder may count.
let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mpla-bundle-'))
  file = join(folder, 'artifact/server.js')
  const configFile = join(import.meta.dirname, 'vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: join(folder, 'artifact') } })
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const env = () => ({ DATABASE_URL: `file:${join(folder, 'data/mpla.db')}` })

test('the bundle alone refines a prompt with the simulator, and says that it is one', async () => {
  const server = await startServerProcess({ env: env(), file, cwd: folder })
  try {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ prompt: 'Write a short welcome mail for new members of our chess club.' })
    const started = await fetch(`${server.url}/api/v1/refinements`, { method: 'POST', headers, body })
    const location = `${server.url}${started.headers.get('location')}`
    const types = []
    for await (const { event } of readEvents(await fetch(`${location}/events`))) types.push(event)
    expect(types.at(-1)).toBe('run.completed')
    const run = await (await fetch(location)).json()
    expect(run).toMatchObject({ status: 'completed', simulated: true, targetModel: 'simulator:rules-v1' })
    expect(server.output()).toMatch(/simulator/i)

    const docs = await fetch(`${server.url}/api/docs`)
    expect(await docs.text()).toContain('swagger-ui')
    expect((await fetch(`${server.url}/api/docs/static/swagger-ui-bundle.js`)).status).toBe(200)
  } finally {
    expect(await server.end('SIGTERM')).toBe(0)
  }
  expect(await readdir(join(folder, 'artifact/compile-cache'))).not.toEqual([]) // an orderly end fills it
})

test('the bundle migrates, and names what it could not take in', async () => {
  const { code, output } = await runToEnd({ env: env(), file, cwd: folder, args: ['migrate'] })
  expect([code, output]).toEqual([0, expect.stringMatching(/database/)])
  const externals: string[] = JSON.parse(await readFile(join(folder, 'artifact/externals.json'), 'utf8'))
  expect(externals.length).toBeGreaterThan(0)
  for (const name of externals)
    expect(await readdir(join(folder, 'artifact/node_modules', name))).toContain('package.json')
})
