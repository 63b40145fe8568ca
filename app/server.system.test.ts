import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RefinementEvent } from './contract/refinement-events.ts'
import type { Refinement } from './contract/refinements.ts'
import { missingPostgres } from './test-support/postgres-server.ts'
import { readEvents, type StreamBlock } from './test-support/read-events.ts'
import { runToEnd, type ServerProcess, startServerProcess } from './test-support/server-process.ts'
import { type StubProvider, type StubProviderOptions, startStubProvider } from './test-support/stub-provider.ts'
import { postgresDatabases, sqliteDatabases } from './test-support/test-database.ts'

const apiKey = 'sk-a-key-that-nobody-may-see'
const token = 'a-token-that-nobody-may-see'
const prompt = 'Write about our new bicycle for people who ride to work.'
const providerText = 'text that only the provider and we may see'
/** Nothing of these may be written to the log. */
const secrets = [apiKey, token, providerText, 'our new bicycle', 'An answer of the stub']

const servers: ServerProcess[] = []
const stubs: StubProvider[] = []
afterEach(async () => {
  for (const server of servers) await server.end('SIGKILL')
  for (const stub of stubs.splice(0)) await stub.close()
  for (const { output } of servers.splice(0)) for (const secret of secrets) expect(output()).not.toContain(secret)
})

async function startStub(
  answer: NonNullable<StubProviderOptions['answer']> = () => 'An answer of the stub.',
  options: StubProviderOptions = {},
) {
  const stub = await startStubProvider({ answer, ...options })
  stubs.push(stub)
  return stub
}

async function start(databaseUrl: string, stub: StubProvider): Promise<ServerProcess> {
  const env = {
    DATABASE_URL: databaseUrl,
    MPLA_ACCESS_TOKEN: token,
    OPENAI_API_KEY: apiKey,
    OPENAI_BASE_URL: `${stub.url}/v1`,
    OPENAI_MODEL: 'stub-model',
    SHUTDOWN_GRACE_MS: '5000',
  }
  const server = await startServerProcess({ env })
  servers.push(server)
  return server
}

const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
const refinements = '/api/v1/refinements'

async function refine({ url }: ServerProcess): Promise<string> {
  const answer = await fetch(url + refinements, { method: 'POST', headers, body: JSON.stringify({ prompt }) })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id // the contract of POST
}

/** Calls that a run made: one for each version, two for each pair. */
const callsOf = ({ versions, comparison }: Refinement) => versions.length + 2 * (comparison?.pairs ?? 0)

const read = async ({ url }: ServerProcess, id: string): Promise<Refinement> =>
  (await fetch(`${url}${refinements}/${id}`, { headers })).json() as Promise<Refinement> // the contract of GET

const stream = ({ url }: ServerProcess, id: string, after = 0) =>
  fetch(`${url}${refinements}/${id}/events`, { headers: { ...headers, 'last-event-id': String(after) } })

/** Reads events until one of this type came. */
async function eventsUntil(blocks: AsyncIterable<StreamBlock>, type: RefinementEvent['type']) {
  const events: RefinementEvent[] = []
  for await (const { data } of blocks) {
    if (data === undefined) continue
    const event = data as RefinementEvent // the contract of the stream
    events.push(event)
    if (event.type === type) return events
  }
  throw new Error(`The stream ended before ${type}, after ${events.map((event) => event.type).join(', ')}`)
}

const missing = missingPostgres()
const kinds = [
  { name: 'SQLite', databases: sqliteDatabases(), reason: undefined },
  { name: 'PostgreSQL', databases: postgresDatabases(), reason: missing },
]

for (const { name, databases, reason } of kinds)
  describe(`on ${name}`, () => {
    beforeEach((context) => context.skip(reason !== undefined, reason))
    afterAll(() => databases.close())

    test('refines a prompt: started over HTTP, followed as a stream, read as a whole', async () => {
      const stub = await startStub()
      const server = await start(await databases.createEmpty(), stub)
      const id = await refine(server)
      const events = await eventsUntil(readEvents(await stream(server, id)), 'run.completed')
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
      expect(events[0]).toMatchObject({ type: 'run.started', data: { prompt, simulated: false } })

      const run = await read(server, id)
      expect(run).toMatchObject({
        id,
        status: 'completed',
        prompt,
        targetModel: 'openai:stub-model',
        lastSeq: events.length,
      })
      expect(run.versions.length).toBeGreaterThan(1)
      expect(run.versions[0]).toMatchObject({ prompt, output: { text: 'An answer of the stub.' } })
      expect(run.best?.score).toBeGreaterThanOrEqual(run.originalScore ?? 1)
      expect(stub.completions).toHaveLength(callsOf(run))
      const list = await (await fetch(server.url + refinements, { headers })).json()
      expect(list).toMatchObject({ items: [{ id, status: 'completed', bestScore: run.bestScore }] })
      const metrics = await (await fetch(`${server.url}/api/metrics`, { headers })).text()
      expect(metrics).toContain('mpla_runs_finished_total{outcome="completed"} 1')
      expect(metrics).toContain(`outcome="ok"} ${callsOf(run)}`)
    })

    test('asks for two runs of the same prompt under different idempotency keys', async () => {
      const stub = await startStub()
      const server = await start(await databases.createEmpty(), stub)
      for (const id of [await refine(server), await refine(server)])
        await eventsUntil(readEvents(await stream(server, id)), 'run.completed')
      const keys = stub.completions.map(({ idempotencyKey }) => idempotencyKey)
      expect(keys.length).toBeGreaterThan(2)
      expect(new Set(keys).size).toBe(keys.length)
    })

    test('keeps the best version when the provider refuses the key, and says what to do', async () => {
      const refusal = { status: 401, body: { error: { message: providerText } } }
      const stub = await startStub((_prompt, call) => (call === 0 ? 'An answer of the stub.' : refusal), {
        list: () => refusal,
      })
      const server = await start(await databases.createEmpty(), stub)
      const id = await refine(server)
      const events = await eventsUntil(readEvents(await stream(server, id)), 'run.failed')
      const failure = { code: 'MODEL_AUTHENTICATION_FAILED', message: expect.stringMatching(/OPENAI_API_KEY/) }
      expect(events.at(-1)).toMatchObject({ data: { ...failure, best: { version: 0 } } })
      const run = await read(server, id)
      expect(run).toMatchObject({ status: 'failed', error: failure, best: { version: 0, prompt } })
      expect(JSON.stringify([events, run])).not.toContain(providerText)
      const health = await fetch(`${server.url}/api/health`)
      expect(health.status).toBe(503)
      expect(await health.json()).toMatchObject({ checks: { providers: { openai: { status: 'failing' } } } })
    })

    test('ends in order on SIGTERM while a stream is open and a call is in flight; the run goes on after a restart', async () => {
      let isHanging = true
      const stub = await startStub((_prompt, call) =>
        isHanging && call >= 1 ? { hang: true } : 'An answer of the stub.',
      )
      const databaseUrl = await databases.createEmpty()
      const server = await start(databaseUrl, stub)
      const id = await refine(server)
      const blocks = readEvents(await stream(server, id))
      await expect.poll(() => stub.completions.length, { timeout: 30_000 }).toBe(2)
      const started = Date.now()
      const code = await server.end('SIGTERM')
      expect(code).toBe(0)
      expect(Date.now() - started).toBeLessThan(5_000)
      const rest = []
      for await (const block of blocks) rest.push(block)
      expect(rest.at(-1)).toEqual({ retry: expect.any(Number) }) // whole, and with a hint when to come back

      isHanging = false
      const next = await start(databaseUrl, stub)
      const lastSeq = Math.max(...rest.map((block) => Number(block.id ?? 0)))
      const events = await eventsUntil(readEvents(await stream(next, id, lastSeq)), 'run.completed')
      expect(events[0]?.seq).toBe(lastSeq + 1)
    })

    test('resumes a run after kill -9 and makes no recorded call again', async () => {
      let isHanging = true
      const stub = await startStub((_prompt, call) =>
        isHanging && call >= 2 ? { hang: true } : 'An answer of the stub.',
      )
      const databaseUrl = await databases.createEmpty()
      const server = await start(databaseUrl, stub)
      const id = await refine(server)
      await expect.poll(() => stub.completions.length, { timeout: 30_000 }).toBe(3)
      const before = await read(server, id)
      expect(before.status).toBe('running')
      expect(await server.end('SIGKILL')).toBe('SIGKILL')

      isHanging = false
      const next = await start(databaseUrl, stub)
      const events = await eventsUntil(readEvents(await stream(next, id)), 'run.completed')
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
      expect(events.map(({ type }) => type)).toContain('run.resumed')
      const run = await read(next, id)
      expect(run.versions.slice(0, 2)).toEqual(before.versions.slice(0, 2))

      const keys = stub.completions.map(({ idempotencyKey }) => idempotencyKey)
      expect(keys).not.toContain(undefined)
      const inFlight = keys[2]
      const asked = (key: string | undefined) => keys.filter((other) => other === key).length
      for (const key of new Set(keys)) expect([key, asked(key)]).toEqual([key, key === inFlight ? 2 : 1])
      expect(new Set(keys).size).toBe(callsOf(run))
    })
  })

test('refuses to listen beyond this machine without a token, in words and without a stack', async () => {
  const { code, output } = await runToEnd({ env: { HOST: '0.0.0.0', DATABASE_URL: 'file:/nowhere/x.db' } })
  expect(code).toBe(1)
  expect(output).toMatch(/MPLA_ACCESS_TOKEN/)
  expect(output).not.toMatch(/^\s+at /m)
})

test('names everything that is wrong with the configuration', async () => {
  const { code, output } = await runToEnd({ env: { PORT: 'eighty', DATABASE_URL: 'mysql://u:hunter22@db/x' } })
  expect(code).toBe(1)
  expect(output).toMatch(/PORT must be integer; got "eighty"/)
  expect(output).toMatch(/DATABASE_URL must match/)
  expect(output).not.toMatch(/hunter22|^\s+at /m)
})

test('migrates and ends', async () => {
  const databases = sqliteDatabases()
  const env = { DATABASE_URL: await databases.createEmpty() }
  const first = await runToEnd({ env, args: ['migrate'] })
  expect([first.code, first.output]).toEqual([0, expect.stringMatching(/^Applied the migrations \d{14}_/)])
  const second = await runToEnd({ env, args: ['migrate'] })
  expect([second.code, second.output]).toEqual([0, expect.stringMatching(/^The database is up to date/)])
  await databases.close()
})

test('ends within the grace time although a client never finishes its request', async () => {
  const databases = sqliteDatabases()
  const server = await start(await databases.createEmpty(), await startStub())
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname).on('error', () => {}) // it is reset in the end
  socket.write(`POST ${refinements} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-length: 99\r\n`)
  socket.write('content-type: application/json\r\n\r\n{')
  await once(socket, 'connect')
  const started = Date.now()
  expect(await server.end('SIGTERM')).toBe(0)
  expect(Date.now() - started).toBeLessThan(5_000)
  socket.destroy()
  await databases.close()
})

test('reads .env of the working directory; variables that are set win', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'mpla-env-'))
  await writeFile(join(cwd, '.env'), 'PORT=from-the-file\nLOG_LEVEL=from-the-file\n')
  const { code, output } = await runToEnd({ env: { PORT: '0' }, cwd })
  expect([code, output]).toEqual([1, expect.stringMatching(/^LOG_LEVEL must be one of .*; got "from-the-file"$/m)])
  expect(output).not.toContain('PORT')
  await rm(cwd, { recursive: true })
})

test('refuses a command that it does not know', async () => {
  const { code, output } = await runToEnd({ env: {}, args: ['migrat'] })
  expect([code, output]).toEqual([1, expect.stringMatching(/Expected no command, or `migrate`; got migrat/)])
})

test('says in words that the port is taken', async () => {
  const databases = sqliteDatabases()
  const stub = await startStub()
  const server = await start(await databases.createEmpty(), stub)
  const PORT = new URL(server.url).port
  const { code, output } = await runToEnd({ env: { PORT, DATABASE_URL: await databases.createEmpty() } })
  expect(code).toBe(1)
  expect(output).toMatch(new RegExp(`EADDRINUSE.*${PORT}`))
  expect(output).not.toMatch(/^\s+at /m)
  await databases.close()
})
