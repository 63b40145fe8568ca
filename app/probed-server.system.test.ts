import { afterAll, afterEach, expect, test } from 'vitest'
import type { ModelList } from './contract/models.ts'
import { type ServerProcess, startServerProcess } from './test-support/server-process.ts'
import { type StubProvider, type StubProviderOptions, startStubProvider } from './test-support/stub-provider.ts'
import { sqliteDatabases } from './test-support/test-database.ts'

const databases = sqliteDatabases()
const servers: ServerProcess[] = []
const stubs: StubProvider[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.end('SIGKILL')
  for (const stub of stubs.splice(0)) await stub.close()
})
afterAll(() => databases.close())

async function start(scripted: StubProviderOptions) {
  const stub = await startStubProvider(scripted)
  stubs.push(stub)
  const env = { OPENAI_BASE_URL: `${stub.url}/v1`, OPENAI_MODEL: 'stub-model', SHUTDOWN_GRACE_MS: '5000' }
  const server = await startServerProcess({ env: { ...env, DATABASE_URL: await databases.createEmpty() } })
  servers.push(server)
  return { server, stub }
}

const listed = async ({ url }: ServerProcess): Promise<ModelList> =>
  (await fetch(`${url}/api/v1/models`)).json() as Promise<ModelList> // the contract of GET

test('a server that starts shows what the compatible server can do, in its list and in one line of its log', async () => {
  const { server } = await start({})
  await expect
    .poll(async () => (await listed(server)).servers, { timeout: 30_000 })
    .toMatchObject([
      { model: 'openai:stub-model', lists: true, structuredOutput: 'schema', temperature: true, problems: [] },
    ])
  expect(server.output().match(/The OpenAI-compatible server lists its models/g)).toHaveLength(1)
})

test('a server that starts waits for no answer of the compatible server, and ends while it waits', async () => {
  const { server, stub } = await start({ probe: () => ({ hang: true }) })
  await expect.poll(() => stub.requests.map(({ method }) => method), { timeout: 30_000 }).toContain('POST')
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  expect((await listed(server)).servers).toBeUndefined()
  expect(await server.end('SIGTERM')).toBe(0)
  expect(server.output()).not.toContain('a mistake in this program')
})
