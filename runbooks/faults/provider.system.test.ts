import { afterAll, expect, test } from 'vitest'
import type { Ready } from '../../app/contract/health.ts'
import type { ServerProcess } from '../../app/test-support/server-process.ts'
import type { StubAnswer, StubRequest } from '../../app/test-support/stub-provider-script.ts'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { apiKey, type Drill, expectWhole, runbookOf, startDrill } from './drill.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

const watched = ['provider-error-ratio', 'runs-failing', 'server-error-ratio', 'no-healthy-hosts', 'error-lines']
const newKey = 'sk-another-key-that-nobody-may-see'
/** One more than alarms need to conclude something. */
const runs = 11

/** What the provider does now; undefined: it works. */
type Fault = (request: StubRequest) => StubAnswer | undefined

async function drillWith(fault: { now: Fault }, timeoutMs = 10_000): Promise<Drill> {
  return startDrill({
    databaseUrl: await databases.create(),
    env: { MODEL_TIMEOUT_MS: String(timeoutMs) },
    answer: (_prompt, _index, request) => fault.now(request) ?? 'A bicycle for the way to work.',
  })
}
const works: Fault = () => undefined

/** As many runs at once as alarms need. @returns how each ended, by its status or its error */
async function outcomes(drill: Drill): Promise<Set<string>> {
  const ids = await Promise.all(Array.from({ length: runs }, () => drill.refine({ iterations: 1 })))
  const ends = await Promise.all(
    ids.map(async (id) => {
      const follower = drill.follow(id)
      const last = await follower.ended
      expectWhole(follower.events, last.type)
      const { status, error } = await drill.read(id)
      return error?.code ?? status
    }),
  )
  return new Set(ends)
}

const phase = (drill: Drill, outcome: string) =>
  drill.phase(async () => expect(await outcomes(drill)).toEqual(new Set([outcome])))

/** Health and log say which provider and why, as the runbook reads them; the tasks themselves are fine. */
async function expectFailing(drill: Drill, server: ServerProcess, says: string, code: string): Promise<void> {
  const openai = { status: 'failing', message: expect.stringContaining(says) }
  const checks = { database: { status: 'ok' }, providers: { openai } }
  expect(await drill.probe(server)).toMatchObject({ status: 503, body: { checks } })
  for (const path of ['/api/health/ready', '/api/health/live'])
    expect([path, (await drill.probe<Ready>(server, path)).status]).toEqual([path, 200])
  const codes = drill.observed().logLines.map((line) => line['code'])
  expect(codes.filter((found) => found === code).length).toBeGreaterThanOrEqual(runs)
  expect(runbookOf('provider-error-ratio')).toContain(`\`${code}\``)
}

const faults: readonly { name: string; answer: StubAnswer; code: string; says: string; timeoutMs?: number }[] = [
  {
    name: 'a provider limits the rate and asks for more patience than a call has',
    answer: { status: 429, headers: { 'retry-after': '3600' } },
    code: 'MODEL_RATE_LIMITED',
    says: 'limits how often it is asked (HTTP 429): try again in 3600 s',
  },
  {
    name: 'a provider does not answer',
    answer: { hang: true },
    code: 'MODEL_TIMED_OUT',
    says: 'did not answer in time',
    timeoutMs: 2_500,
  },
  {
    name: 'a provider cuts its answers off',
    answer: { cut: 300 },
    code: 'MODEL_STREAM_CUT',
    says: 'ended the connection before the answer was whole',
  },
]

// One after the other: processes that start side by side keep each other from answering in time.
for (const { name, answer, code, says, timeoutMs } of faults)
  test(name, async ({ annotate }) => {
    const fault = { now: works }
    await using drill = await drillWith(fault, timeoutMs)
    const server = await drill.start()
    expect(drill.beyond(watched, await phase(drill, 'completed'))).toEqual([])

    // The first answer of this run has come, its second falls into the fault.
    let answered = 0
    fault.now = () => (answered++ === 0 ? undefined : answer)
    const inFlight = await drill.refine()
    await drill.follow(inFlight).ended
    expect(await drill.read(inFlight)).toMatchObject({ status: 'failed', error: { code }, best: { version: 0 } })
    const during = await phase(drill, code)
    expect(drill.beyond(watched, during)).toEqual(['provider-error-ratio', 'runs-failing'])
    await expectFailing(drill, server, says, code)

    fault.now = works
    const startedAt = performance.now()
    const after = await phase(drill, 'completed')
    await annotate(`${runs} runs have ended ${((performance.now() - startedAt) / 1_000).toFixed(1)} s after it is back`)
    expect(drill.beyond(watched, after)).toEqual([])
    expect((await drill.probe(server)).status).toBe(200)
  })

test('a provider limits the rate for a second', async ({ annotate }) => {
  const limited = new Set<string>()
  // Each call is refused once.
  const once: Fault = ({ idempotencyKey = '' }) => {
    if (limited.has(idempotencyKey)) return undefined
    limited.add(idempotencyKey)
    return { status: 429, headers: { 'retry-after': '1' } }
  }
  await using drill = await drillWith({ now: once })
  await drill.start()
  const period = await phase(drill, 'completed')
  await annotate(`${limited.size} calls were refused once; runs took ${(period.to - period.from) / 1_000} s in all`)
  expect(limited.size).toBeGreaterThan(runs)
  expect(drill.beyond(watched, period)).toEqual([])
})

test('a provider does not accept our key any more, and gets a new one', async ({ annotate }) => {
  const fault = { now: works }
  await using drill = await drillWith(fault)
  const server = await drill.start()
  expect(drill.beyond(watched, await phase(drill, 'completed'))).toEqual([])
  fault.now = ({ headers }) => (headers['authorization']?.endsWith(apiKey) ? { status: 401 } : undefined)
  const code = 'MODEL_AUTHENTICATION_FAILED'
  expect(drill.beyond(watched, await phase(drill, code))).toEqual(['provider-error-ratio', 'runs-failing'])
  await expectFailing(drill, server, 'refused the API key (HTTP 401): set a valid OPENAI_API_KEY', code)

  // What `pulumi config set --secret mpla:openaiApiKey` and `pulumi up` come to: the old task ends, a new one has the key.
  const startedAt = performance.now()
  drill.balancer.remove(server.url)
  expect(await drill.end(server, 'SIGTERM')).toBe(0)
  const next = await drill.start({ OPENAI_API_KEY: newKey })
  await annotate(
    `the process with the new key is ready after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`,
  )
  expect(drill.beyond(watched, await phase(drill, 'completed'))).toEqual([])
  expect((await drill.probe(next)).status).toBe(200)
  expect(next.output()).not.toContain(newKey)
})
