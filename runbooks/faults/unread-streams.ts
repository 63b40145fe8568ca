import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { inProcessNotifier } from '../../app/storage/event-notifier.ts'
import { createRunStore } from '../../app/storage/run-store.ts'
import { cancelled, resumed, started } from '../../app/test-support/run-events.ts'
import type { TestDatabases } from '../../app/test-support/test-database.ts'
import { headers } from './drill.ts'

const [batches, batchSize] = [20, 200]
/** Bytes of text in each event of the run. */
export const bytesOfEach = 8_000

/** A run with far more in its log than any buffer between two processes takes. */
export async function longRun(databases: TestDatabases): Promise<{ databaseUrl: string; run: string; last: number }> {
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
export async function unread(url: string): Promise<IncomingMessage> {
  const [answer] = (await once(get(url, { headers }), 'response')) as [IncomingMessage] // of the event
  answer.on('error', () => {}) // it is ended in the middle
  return answer.pause()
}
