import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RefinementEvent } from '../contract/refinement-events.ts'
import type { RefinementSummary } from '../contract/refinements.ts'
// Only raw SQL, which both clients spell alike, so SQLite's stands for both.
import { Prisma, type PrismaClient } from '../generated/prisma/sqlite/client.ts'
import { ConcurrentAppendError } from './concurrent-append.ts'
import { isUniqueViolation, translateErrors } from './database-errors.ts'
import { endingStatements, type RunEnding, type RunTimes } from './run-ending.ts'
import type { SearchIndex } from './search/search-index.ts'
import { outboxStatement } from './webhook-store.ts'

/** What the list shows of a run while it goes on. */
export type RunProgress = Readonly<
  { status: RefinementSummary['status'] | 'paused' } & Pick<RefinementSummary, 'originalScore' | 'bestScore'>
> & {
  /** With the event that ends the run: what search and analytics know of it from then on. */
  readonly ending?: RunEnding
}

/** Events of one run that are stored together or not at all, and with them what they change in the list of runs. */
interface Append {
  readonly runId: string
  readonly events: readonly RefinementEvent[]
  readonly progress?: RunProgress
  /** With an ending: when the run was accepted. */
  readonly startedAt?: Date
}

export interface EventWriter {
  /**
   * Resolves once the events are committed.
   * @throws ConcurrentAppendError when one of the numbers is taken. @throws AppError DATABASE_UNAVAILABLE
   */
  append(append: Append): Promise<void>
}

interface Waiting {
  readonly append: Append
  resolve(): void
  reject(error: unknown): void
}

/** Five parameters an event; SQLite takes 32,766 in a statement. A batch past this is cut between appends. */
const mostEventsPerBatch = 200

/**
 * Writes the events of all runs through one statement at a time. A batch is what came while the one before it was being
 * committed, and in the turn of the event loop that is just running: an append that comes alone is written at once, and
 * the more come, the more share a commit.
 *
 * Dropped: gathering for 20 ms or until 20 events are there. A run's steps follow each other, so it waits at each:
 * measured side by side, three appends around a model call took 54 ms instead of 11 ms with 16 runs at once on SQLite
 * (49 instead of 4 on PostgreSQL), for 0.4 ms less CPU. Dropped too: a commit for each append, with 64 runs four times
 * the CPU and 35 times the time on SQLite.
 */
export function createEventWriter(client: PrismaClient, index: SearchIndex): EventWriter {
  let waiting: Waiting[] = []
  let isWriting = false

  async function writeAll(): Promise<void> {
    isWriting = true
    while (waiting.length > 0) {
      // SQLite's driver commits without ever letting the event loop turn: this does, and gathers what comes meanwhile.
      await nextTurn()
      const batch = takeBatch()
      await writeBatch(client, index, batch)
    }
    isWriting = false
  }

  function takeBatch(): Waiting[] {
    let events = 0
    const end = waiting.findIndex(({ append }, index) => {
      events += append.events.length
      return events > mostEventsPerBatch && index > 0
    })
    const batch = end < 0 ? waiting : waiting.slice(0, end)
    waiting = end < 0 ? [] : waiting.slice(end)
    return batch
  }

  return {
    append(append) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      waiting.push({ append, resolve, reject })
      if (!isWriting) void writeAll()
      return promise
    },
  }
}

/** Settles every append of the batch; never throws. */
async function writeBatch(client: PrismaClient, index: SearchIndex, batch: readonly Waiting[]): Promise<void> {
  try {
    await translateErrors(
      write(
        client,
        index,
        batch.map(({ append }) => append),
      ),
    )
    for (const { resolve } of batch) resolve()
  } catch (error) {
    const [only, ...others] = batch
    // One append that was too late fails the statement of all: write each by itself, so that only that one fails.
    if (others.length > 0 && isUniqueViolation(error)) for (const one of batch) await writeBatch(client, index, [one])
    else if (only !== undefined && isUniqueViolation(error)) only.reject(tooLate(only.append, error))
    else for (const { reject } of batch) reject(error)
  }
}

const tooLate = ({ runId, events }: Append, cause: unknown) =>
  new ConcurrentAppendError(runId, events[0]?.seq ?? 0, { cause })

async function write(client: PrismaClient, index: SearchIndex, appends: readonly Append[]): Promise<void> {
  const insert = client.$executeRaw(insertStatement(appends))
  const updates = appends.flatMap(({ runId, events, progress, startedAt }) => {
    if (progress === undefined) return []
    const at = new Date(events.at(-1)?.at ?? Date.now())
    const times = { startedAt: startedAt ?? at, endedAt: at }
    const statements = progressStatements(index, runId, progress, at, times)
    if (progress.ending) statements.push(outboxStatement(runId))
    return statements.map((statement) => client.$executeRaw(statement))
  })
  // A single statement needs no transaction, which costs SQLite two more statements and PostgreSQL two round trips.
  if (updates.length === 0) await insert
  else await client.$transaction([insert, ...updates])
}

/** By hand because in a transaction Prisma compiles its own statements anew each time. @param times with an ending */
export const progressStatements = (
  index: SearchIndex,
  runId: string,
  { status, originalScore, bestScore, ending }: RunProgress,
  now: Date,
  times?: RunTimes,
): Prisma.Sql[] => [
  Prisma.sql`
    UPDATE "runs" SET "status" = ${status}, "original_score" = ${originalScore}, "best_score" = ${bestScore},
      "updated_at" = ${now} WHERE "id" = ${runId}`,
  ...(ending && times ? endingStatements(index, runId, ending, times) : []),
]

/** By hand because Prisma's createMany takes eight times the CPU (measured). */
export function insertStatement(appends: readonly Pick<Append, 'runId' | 'events'>[]): Prisma.Sql {
  const rows = appends.flatMap(({ runId, events }) =>
    events.map(
      ({ seq, type, at, data }) => Prisma.sql`(${runId}, ${seq}, ${type}, ${new Date(at)}, ${JSON.stringify(data)})`,
    ),
  )
  return Prisma.sql`INSERT INTO "run_events" ("run_id", "seq", "type", "at", "data") VALUES ${Prisma.join(rows)}`
}
