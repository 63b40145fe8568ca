import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Refinement } from '../contract/refinements.ts'
import { measurementsIn, sum, valuesOf } from '../test-support/cloudwatch.ts'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { runSql } from '../test-support/run-sql.ts'
import { runToEnd, type ServerProcess, startServerProcess } from '../test-support/server-process.ts'
import { type StubProvider, type StubProviderOptions, startStubProvider } from '../test-support/stub-provider.ts'
import { postgresDatabases, sqliteDatabases } from '../test-support/test-database.ts'
import { combinationsOf, publishedMetrics } from './published.ts'

const service = 'mpla-test'
const [apiKey, token] = ['sk-a-key-that-nobody-may-see', 'a-token-that-nobody-may-see']
const prompt = 'Write about our new bicycle for people who ride to work.'
const body = (provider = 'openai') => JSON.stringify({ prompt, models: { target: `${provider}:stub-model` } })

const servers: ServerProcess[] = []
const stubs: StubProvider[] = []
afterEach(async () => {
  for (const server of servers) await server.end('SIGKILL')
  for (const stub of stubs.splice(0)) await stub.close()
  for (const { output } of servers.splice(0))
    for (const secret of [apiKey, token, 'our new bicycle', 'An answer']) expect(output()).not.toContain(secret)
})

async function start(databaseUrl: string, answer: StubProviderOptions['answer'] = () => 'An answer.', env = {}) {
  const stub = await startStubProvider({ answer })
  stubs.push(stub)
  const server = await startServerProcess({
    env: {
      DATABASE_URL: databaseUrl,
      MPLA_ACCESS_TOKEN: token,
      MPLA_EMF_SERVICE: service,
      MPLA_EMF_INTERVAL_S: '1',
      ...{ OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: `${stub.url}/v1`, OPENAI_MODEL: 'stub-model' },
      ...{ GEMINI_API_KEY: apiKey, GEMINI_BASE_URL: stub.url, GEMINI_MODEL: 'stub-model' },
      SHUTDOWN_GRACE_MS: '5000',
      MPLA_ROTATED_AT: '2025-11-23T05:00:00Z',
      ...env,
    },
  })
  servers.push(server)
  const values = (name: string, dimensions = {}) =>
    valuesOf(measurementsIn(server.output()), name, { service, ...dimensions })
  return { server, stub, values, total: (name: string, dimensions = {}) => sum(values(name, dimensions)) }
}

const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

async function refine({ url }: ServerProcess, provider?: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/refinements`, { method: 'POST', headers, body: body(provider) })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id // the contract of POST
}

/** Calls that a run made: one for each version, two for each pair. */
const callsOf = ({ versions, comparison }: Refinement) => versions.length + 2 * (comparison?.pairs ?? 0)

async function ended({ url }: ServerProcess, id: string): Promise<Refinement> {
  await (await fetch(`${url}/api/v1/refinements/${id}/events`, { headers })).text() // ends with the run
  return (await fetch(`${url}/api/v1/refinements/${id}`, { headers })).json() as Promise<Refinement> // the contract of GET
}

const soon = { timeout: 20_000, interval: 100 }
const missing = missingPostgres()
const kinds = [
  { name: 'SQLite', databases: sqliteDatabases(), reason: undefined },
  { name: 'PostgreSQL', databases: postgresDatabases(), reason: missing },
]

for (const { name, databases, reason } of kinds)
  describe(`on ${name}`, () => {
    beforeEach((context) => context.skip(reason !== undefined, reason))
    afterAll(() => databases.close())

    test('every row of the table is really published, and the numbers are those of the run', async () => {
      const url = await databases.createEmpty()
      const migrated = await runToEnd({ env: { DATABASE_URL: url, MPLA_EMF_SERVICE: service }, args: ['migrate'] })
      expect(migrated.code).toBe(0)
      const { server, stub, total } = await start(url)
      const [first, second] = [await refine(server), await refine(server, 'gemini')]
      const runs = [await ended(server, first), await ended(server, second)]
      expect(await server.end('SIGTERM')).toBe(0)

      const calls = runs.map(callsOf)
      expect(stub.completions).toHaveLength(sum(calls))
      for (const [index, provider] of ['openai', 'gemini'].entries()) {
        const { inputTokens, outputTokens } = runs[index]?.usage ?? { inputTokens: 0, outputTokens: 0 }
        expect(inputTokens).toBeGreaterThan(0)
        expect(total('mpla_model_tokens_total', { provider, direction: 'input' })).toBe(inputTokens)
        expect(total('mpla_model_tokens_total', { provider, direction: 'output' })).toBe(outputTokens)
        expect(total('mpla_provider_calls_total', { provider })).toBe(calls[index])
        expect(total('mpla_provider_failures_total', { provider })).toBe(0)
      }
      expect(total('mpla_runs_finished_total', { outcome: 'completed' })).toBe(2)
      expect(total('mpla_runs_finished_total', { outcome: 'failed' })).toBe(0)
      expect(total('mpla_process_starts_total')).toBe(1)

      const found = measurementsIn(server.output() + migrated.output)
      const expected = publishedMetrics.flatMap((metric) =>
        combinationsOf(metric, ['openai', 'gemini']).map((labels) => [metric, { service, ...labels }] as const),
      )
      expect(expected.length).toBeGreaterThan(publishedMetrics.length)
      const never = expected.filter(([metric, labels]) => valuesOf(found, metric.name, labels).length === 0)
      expect(never).toEqual([])
      // Nor is anything published that the table does not have: it would be paid for all the same.
      const names = new Set(found.map((one) => JSON.stringify([one.name, one.unit, one.dimensions])))
      expect(names).toEqual(new Set(expected.map(([{ name, unit }, labels]) => JSON.stringify([name, unit, labels]))))
    })

    test('what waits, runs and is stuck is counted in the database', async () => {
      const url = await databases.createEmpty()
      const env = { CONCURRENT_RUNS: '1', MODEL_TIMEOUT_MS: '600000' }
      const { server, stub, values } = await start(url, () => ({ hang: true }), env)
      const id = await refine(server)
      await expect.poll(() => stub.completions.length, soon).toBe(1)
      await refine(server)
      await refine(server)
      await expect.poll(() => values('mpla_runs_waiting').at(-1), soon).toBe(2)
      expect(values('mpla_runs_running').at(-1)).toBe(1)
      await expect.poll(() => values('mpla_runs_oldest_waiting_seconds').at(-1), soon).toBeGreaterThan(1)
      expect(values('mpla_runs_stuck').at(-1)).toBe(0)
      await runSql(url, `UPDATE "run_events" SET "at" = '2026-01-02T03:04:05.000+00:00' WHERE "run_id" = '${id}'`)
      await expect.poll(() => values('mpla_runs_stuck').at(-1), soon).toBe(1)
    })

    test('a process that is killed is a start and a resumed run more', async () => {
      const url = await databases.createEmpty()
      const { server, stub, total } = await start(url, () => ({ hang: true }))
      const id = await refine(server)
      await expect.poll(() => stub.completions.length, soon).toBe(1)
      await expect.poll(() => total('mpla_process_starts_total'), soon).toBe(1)
      await server.end('SIGKILL')
      const next = await start(url)
      expect((await ended(next.server, id)).status).toBe('completed')
      await expect.poll(() => next.total('mpla_runs_resumed_total'), soon).toBe(1)
      expect(total('mpla_runs_resumed_total')).toBe(0)
      expect(next.total('mpla_process_starts_total')).toBe(1)
    })
  })

describe('when a provider fails', () => {
  const databases = sqliteDatabases()
  afterAll(() => databases.close())

  const failures = [
    { what: 'refuses the key', answer: { status: 401 }, failures: 1, outcome: 'failed' },
    { what: 'limits the rate', answer: { status: 429 }, failures: 1, outcome: 'failed' },
    { what: 'wants to be paid', answer: { status: 402 }, failures: 1, outcome: 'failed' },
    { what: 'does not answer', answer: { hang: true }, failures: 1, outcome: 'failed' },
    { what: 'has no such model', answer: { status: 404 }, failures: 0, outcome: 'refused' },
  ] as const
  test('its failures are counted, and those of a request are not', async () => {
    for (const provider of ['openai', 'gemini']) {
      let answer: (typeof failures)[number]['answer'] = { hang: true }
      const { server, total } = await start(await databases.createEmpty(), () => answer, { MODEL_TIMEOUT_MS: '500' })
      for (const failure of failures) {
        answer = failure.answer
        expect((await ended(server, await refine(server, provider))).status).toBe('failed')
      }
      expect(await server.end('SIGTERM')).toBe(0)
      const expected = failures.reduce((all, failure) => all + failure.failures, 0)
      expect([provider, total('mpla_provider_calls_total', { provider })]).toEqual([provider, failures.length])
      expect([provider, total('mpla_provider_failures_total', { provider })]).toEqual([provider, expected])
      const failed = failures.filter(({ outcome }) => outcome === 'failed').length
      expect(total('mpla_runs_finished_total', { outcome: 'failed' })).toBe(failed)
      const other = provider === 'openai' ? 'gemini' : 'openai'
      expect(total('mpla_provider_calls_total', { provider: other })).toBe(0)
    }
  })
})

describe.skipIf(missing !== undefined)(`when PostgreSQL is away${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())

  test('the metrics say so within their time limit, go on with all others, and say when it is back', async () => {
    const { server, values } = await start(await databases.createEmpty())
    await expect.poll(() => values('mpla_database_up').at(-1), soon).toBe(1)
    expect(values('mpla_database_ping_seconds').at(-1)).toBeGreaterThan(0)
    const postgres = await databases.server()
    await postgres.crash()
    await expect.poll(() => values('mpla_database_up').at(-1), soon).toBe(0)
    const scraped = await (await fetch(`${server.url}/api/metrics`, { headers })).text()
    expect(scraped).toMatch(/^mpla_database_up 0$/m)
    expect(scraped).toMatch(/^mpla_process_starts_total 1$/m)
    expect(scraped).not.toMatch(/^mpla_runs_waiting \d/m)
    expect(scraped).toMatch(/^mpla_collections_failed_total\{collector="runs"\} [1-9]/m)
    await postgres.start()
    await expect.poll(() => values('mpla_database_up').at(-1), soon).toBe(1)
  })
})

test('a migration that fails is published, and its exit code stays', async () => {
  const env = { DATABASE_URL: 'postgresql://mpla:hunter22@127.0.0.1:1/none', MPLA_EMF_SERVICE: service }
  const { code, output } = await runToEnd({ env, args: ['migrate'] })
  expect(code).toBe(1)
  expect(valuesOf(measurementsIn(output), 'mpla_migration_success', { service })).toEqual([0])
  expect(output).toContain('could not be migrated')
  expect(output).not.toContain('hunter22')
})
