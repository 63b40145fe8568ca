import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { inProcessNotifier } from '../../app/storage/event-notifier.ts'
import { createRunStore } from '../../app/storage/run-store.ts'
import { cancelled, resumed, started } from '../../app/test-support/run-events.ts'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { expectWhole, headers, runbookOf, secondsUntil, startDrill } from './drill.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

const watched = ['high-memory', 'server-error-ratio', 'no-healthy-hosts', 'error-lines']
const consumers = 40
/** A process that kept for its clients what they do not take would need several times that, and end. */
const heapMib = 256
const [batches, batchSize, bytesOfEach] = [20, 200, 8_000]

/** A run with far more in its log than any buffer between two processes takes. */
async function longRun(): Promise<{ databaseUrl: string; run: string; last: number }> {
  const database = await databases.open()
  const store = createRunStore(database, inProcessNotifier())
  const run = randomUUID()
  await store.create({ id: run, promptExcerpt: 'x', targetModel: 'openai:stub-model', simulated: false }, [started()])
  const batch = Array.from({ length: batchSize }, () => resumed('x'.repeat(bytesOfEach)))
  for (let count = 0; count < batches; count++) await store.append(run, 1 + count * batchSize, batch)
  const last = batches * batchSize + 2
  await store.append(run, last - 1, [cancelled], { status: 'cancelled', originalScore: null, bestScore: null })
  return { databaseUrl: database.url, run, last }
}

/** A client that opens the stream and takes nothing. */
async function silent(url: string): Promise<IncomingMessage> {
  const [answer] = (await once(get(url, { headers }), 'response')) as [IncomingMessage] // of the event
  answer.on('error', () => {}) // it is ended in the middle
  return answer.pause()
}

/** The numbers of the events that had arrived all the same, up to the last whole one. */
async function idsTaken(client: IncomingMessage): Promise<number[]> {
  let text = ''
  client.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  const closed = new Promise((resolve) => client.once('close', resolve)) // after an error, which `once` would throw
  client.resume()
  await closed
  const whole = text.slice(0, text.lastIndexOf('\n\n') + 2)
  return [...whole.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
}

test('clients of event streams do not read', async ({ annotate }) => {
  const { databaseUrl, run, last } = await longRun()
  const env = { STREAM_PATIENCE_MS: '3000', NODE_OPTIONS: `--max-old-space-size=${heapMib}` }
  await using drill = await startDrill({ databaseUrl, env })
  const server = await drill.start()
  let atFirst = 0
  const before = await drill.phase(async () => {
    await drill.traffic()
    atFirst = await drill.weigh(server)
  })
  expect(drill.beyond(watched, before)).toEqual([])

  let highest = 0
  const counted = async (name: string) => {
    highest = Math.max(highest, await drill.weigh(server))
    return drill.scraped(server, name)
  }
  const clients: IncomingMessage[] = []
  const during = await drill.phase(async () => {
    const stream = `${server.url}/api/v1/refinements/${run}/events`
    clients.push(...(await Promise.all(Array.from({ length: consumers }, () => silent(stream)))))
    const startedAt = performance.now()
    // Somebody who reads gets everything meanwhile, and others their answers.
    const reader = drill.follow(run)
    await reader.ended
    expectWhole(reader.events, 'run.cancelled')
    expect(reader.events).toHaveLength(last)
    expect(await drill.traffic()).toEqual(Array(25).fill(200))
    await secondsUntil(async () => (await counted('mpla_event_streams_dropped_total')) === consumers, 30)
    const seconds = (performance.now() - startedAt) / 1_000
    await annotate(
      `dropped after ${seconds.toFixed(1)} s; ${atFirst.toFixed(0)} MiB before, ${highest.toFixed(0)} at most`,
    )
  })
  expect(drill.beyond(watched, during)).toEqual([])
  const takenIds = await Promise.all(clients.map(idsTaken))
  const notTaken = takenIds.reduce((all, ids) => all + last - ids.length, 0)
  expect((notTaken * bytesOfEach) / 2 ** 20).toBeGreaterThan(3 * heapMib)
  expect(runbookOf('high-memory')).toContain('`mpla_event_streams_dropped_total`')

  // One that reads again goes on where it was.
  const taken = takenIds[0] ?? []
  expect(taken.length).toBeGreaterThan(0)
  const again = drill.follow(run, taken.at(-1))
  await again.ended
  expect([...taken, ...again.events.map(({ seq }) => seq)]).toEqual(
    Array.from({ length: last }, (_, index) => index + 1),
  )
  await secondsUntil(async () => (await counted('mpla_event_streams')) === 0, 10)
})
