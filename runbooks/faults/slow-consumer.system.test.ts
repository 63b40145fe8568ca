import type { IncomingMessage } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { sqliteDatabases } from '../../app/test-support/test-database.ts'
import { expectWhole, runbookOf, secondsUntil, startDrill } from './drill.ts'
import { bytesOfEach, longRun, unread } from './unread-streams.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

const watched = ['high-memory', 'server-error-ratio', 'no-healthy-hosts', 'error-lines']
const consumers = 40
/** A process that kept for its clients what they do not take would need several times that, and end. */
const heapMib = 256

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
  const { databaseUrl, run, last } = await longRun(databases)
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
    clients.push(...(await Promise.all(Array.from({ length: consumers }, () => unread(stream)))))
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
