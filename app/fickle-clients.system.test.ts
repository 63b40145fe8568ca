import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { RefinementEvent } from './contract/refinement-events.ts'
import { scattered } from './refinement/statistics/scattered.ts'
import { followFickly } from './test-support/fickle-client.ts'
import { missingPostgres } from './test-support/postgres-server.ts'
import { readAllEvents } from './test-support/read-events.ts'
import { type RunProvider, startRunProvider } from './test-support/run-provider.ts'
import { type ServerProcess, startServerProcess } from './test-support/server-process.ts'
import { postgresDatabases, sqliteDatabases, type TestDatabases } from './test-support/test-database.ts'

const clients = 8
const headers = { 'content-type': 'application/json' }
const seed = Number(process.env['MPLA_TEST_SEED'] ?? randomInt(1_000_000))
const missing = missingPostgres()

let provider: RunProvider | undefined
const servers: ServerProcess[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.end('SIGKILL')))
  await provider?.close()
  provider = undefined
})

async function start(databaseUrl: string, { baseUrl }: RunProvider): Promise<ServerProcess> {
  const env = {
    DATABASE_URL: databaseUrl,
    OPENAI_BASE_URL: baseUrl('run'),
    OPENAI_MODEL: 'stub-model',
    RATE_LIMIT_PER_MINUTE: '1000000',
  }
  const server = await startServerProcess({ env })
  servers.push(server)
  return server
}

interface Place {
  readonly name: string
  readonly databases: TestDatabases
  /** Servers at once. */
  readonly count: number
  /** SIGTERM hands runs over at once; after SIGKILL on PostgreSQL they wait for their heartbeat. */
  readonly signal: 'SIGKILL' | 'SIGTERM'
}

function proves({ databases, count, signal }: Omit<Place, 'name'>): void {
  afterAll(() => databases.close())

  test('clients that leave at any byte see every event once and in order, also when the server is replaced', async () => {
    console.log(`MPLA_TEST_SEED=${seed} leaves at the same bytes`)
    const url = await databases.create()
    // One for all servers: whichever works on the run, it is asked.
    const asked = await startRunProvider(60)
    provider = asked
    const alive = await Promise.all(Array.from({ length: count }, () => start(url, asked)))
    const [first] = alive
    const body = JSON.stringify({ prompt: 'Write about our new product.', limits: { iterations: 6, comparisons: 12 } })
    const post = () => fetch(`${first?.url}/api/v1/refinements`, { method: 'POST', headers, body })
    let accepted = await post()
    // A machine that has much else to do makes the server say so.
    while (accepted.status === 503) accepted = await delay(200).then(post)
    expect(accepted.status).toBe(201)
    const { id } = (await accepted.json()) as { id: string } // the contract of POST
    const path = `/api/v1/refinements/${id}/events`

    let connection = 0
    // Between the end of the only server and the start of the next one nobody answers.
    const anyServer = () => `${(alive[Math.floor(scattered(seed, ++connection) * alive.length)] ?? first)?.url}${path}`
    const following = Array.from({ length: clients }, (_, client) =>
      followFickly({ url: anyServer, headers, chance: (n) => scattered(seed, client, n) }),
    )
    const replacing = (async () => {
      await expect.poll(() => asked.asked('run').length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(5)
      if (signal === 'SIGTERM') alive.push(await start(url, asked))
      alive.shift()
      await first?.end(signal)
      if (signal === 'SIGKILL') alive.push(await start(url, asked))
    })()
    const [received] = await Promise.all([Promise.all(following), replacing])

    const whole = await readAllEvents(await fetch(`${alive[0]?.url}${path}`))
    const events = whole.flatMap(({ data }) => (data === undefined ? [] : [data as RefinementEvent])) // the contract of the stream
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(events.at(-1)?.type).toBe('run.completed')
    expect(events.length).toBeGreaterThan(50)
    for (const one of received) expect(one.events).toEqual(events)
    const sum = (values: number[]) => values.reduce((total, value) => total + value)
    expect(sum(received.map(({ connections }) => connections))).toBeGreaterThan(10 * clients)
    expect(sum(received.map(({ leftInEvent }) => leftInEvent))).toBeGreaterThan(clients)
    // With two servers it is luck which of them works on the run.
    if (count === 1) expect(events.filter(({ type }) => type === 'run.resumed')).toHaveLength(1)
  }, 300_000)
}

describe('on SQLite', () => proves({ databases: sqliteDatabases(), count: 1, signal: 'SIGKILL' }))
describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () =>
  proves({ databases: postgresDatabases(), count: 2, signal: 'SIGTERM' }),
)
