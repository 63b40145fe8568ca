// Run by storage/database.system.test.ts: 4,000 transactions through the run store, then what they left open.
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openDatabase } from '../storage/database.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { migrate } from '../storage/migrate.ts'
import { createRunStore } from '../storage/run-store.ts'
import { resumed, started } from './run-events.ts'

/** What it prints, as JSON. */
export interface LeftOpen {
  readonly openFiles: number
  /** Resident memory that the transactions have added. */
  readonly grownMiB: number
}

const url = process.argv[2] ?? ''
await migrate(url)
const database = await openDatabase(url)
const store = createRunStore(database, inProcessNotifier())

/** Two transactions: a run with its first event, and an event with a change of the list. */
async function transactions(count: number): Promise<void> {
  for (let index = 0; index < count; index += 2) {
    const id = randomUUID()
    await store.create({ id, promptExcerpt: 'x', targetModel: 'simulator:rules-v1', simulated: true }, [started()])
    await store.append(id, 1, [resumed('a')], { status: 'running', originalScore: null, bestScore: null })
    if (index % 20 === 0) await nextTurn()
  }
}

const measure = () => {
  globalThis.gc?.()
  return { openFiles: readdirSync('/proc/self/fd').length, rss: process.memoryUsage.rss() }
}

// Code is compiled and caches are filled by the first transactions; what grows after that is a leak.
await transactions(400)
const before = measure()
await transactions(4_000)
const after = measure()
await database.close()
const left: LeftOpen = { openFiles: after.openFiles, grownMiB: (after.rss - before.rss) / 2 ** 20 }
console.log(JSON.stringify(left))
