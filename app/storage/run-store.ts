import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import type { RefinementPage, RefinementSummary, RunFilter } from '../contract/refinements.ts'
import type { RunInput } from '../contract/run-input.ts'
// Only raw SQL, which both clients spell alike, so SQLite's stands for both.
import { Prisma } from '../generated/prisma/sqlite/client.ts'
import type { Database } from './database.ts'
import { translateErrors } from './database-errors.ts'
import type { EventNotifier } from './event-notifier.ts'
import { createEventWriter, insertStatement, progressStatements, type RunProgress } from './event-writer.ts'
import { enhancerOf, type NewRun } from './new-run.ts'
import { countRuns, type RunCounts } from './run-counts.ts'
import { readTimes, readUnprojected } from './run-ending.ts'
import { type ImportedRun, storeImported } from './run-import.ts'
import { listRuns, summaryOf } from './run-list.ts'
import { putText, storable } from './search/run-texts.ts'
import { searchIndexOf } from './search/search-index.ts'

export type RunStore = ReturnType<typeof createRunStore>

/** Runs, their events and the list that is shown of them. Every method throws AppError DATABASE_UNAVAILABLE. */
export function createRunStore({ client, provider }: Database, notifier: EventNotifier) {
  const index = searchIndexOf(provider)
  const writer = createEventWriter(client, index)
  return {
    /** Stores a run that waits to be worked on, with its first events. */
    async create(run: NewRun, events: readonly NewRefinementEvent[]): Promise<void> {
      const now = new Date()
      const input = inputOf(events)
      const texts = input ? putText(index, run.id, { prompt: input.prompt, best: null, notes: null }) : []
      // By hand for the same reason as every append: Prisma's nested create compiles a plan anew each time.
      const statements = [
        Prisma.sql`
          INSERT INTO "runs" ("id", "status", "created_at", "updated_at", "prompt_excerpt", "target_model", "simulated", "enhancer")
          VALUES (${run.id}, 'queued', ${now}, ${now}, ${storable(run.promptExcerpt)}, ${run.targetModel}, ${run.simulated},
            ${input ? enhancerOf(input) : null})`,
        insertStatement([{ runId: run.id, events: numbered(events, 0, now) }]),
        ...texts,
      ]
      await translateErrors(client.$transaction(statements.map((statement) => client.$executeRaw(statement))))
    },

    /**
     * Stores events as the next ones after `afterSeq`, together with what they change in the list; resolves once they
     * are committed.
     * @throws ConcurrentAppendError when someone else has stored events after `afterSeq`
     */
    async append(
      runId: string,
      afterSeq: number,
      events: readonly NewRefinementEvent[],
      progress?: RunProgress,
    ): Promise<RefinementEvent[]> {
      const stored = numbered(events, afterSeq, new Date())
      const startedAt = progress?.ending && (await readTimes(client, runId)).startedAt
      await writer.append({ runId, events: stored, ...(progress && { progress }), ...(startedAt && { startedAt }) })
      notifier.publish(runId, stored)
      return stored
    },

    /** Stores a run that took place elsewhere, once: @returns its id here. */
    import: (run: ImportedRun): Promise<string> =>
      storeImported(client, index, { ...run, promptExcerpt: storable(run.promptExcerpt) }),

    /** At most `limit` events after `afterSeq`, in order; none when there is no such run. */
    async readEvents(runId: string, afterSeq: number, limit: number): Promise<RefinementEvent[]> {
      // By hand because Prisma's findMany takes 1.4 times as long for a page of 200 (measured).
      const rows = await translateErrors(
        client.$queryRaw<EventRow[]>`
          SELECT "seq", "type", "at", "data" FROM "run_events"
          WHERE "run_id" = ${runId} AND "seq" > ${Math.min(afterSeq, mostSeq)} ORDER BY "seq" LIMIT ${limit}`,
      )
      // SQLite's driver answers without letting the event loop turn; a reader of many pages would block everyone.
      await nextTurn()
      return rows.map(
        // What the database holds was written by `append`, from this very type.
        (row) => ({ ...row, at: row.at.toISOString(), data: JSON.parse(row.data) }) as RefinementEvent,
      )
    },

    async find(id: string): Promise<RefinementSummary | null> {
      const row = await translateErrors(client.run.findUnique({ where: { id } }))
      return row === null ? null : summaryOf(row)
    },

    /**
     * Newest first, or the most relevant first when words are looked for.
     * @throws AppError INVALID_REQUEST when the cursor is not one of ours
     */
    list: (limit: number, cursor?: string, filter: RunFilter = {}): Promise<RefinementPage> =>
      listRuns(client, index, { ...filter, limit, cursor }),

    /** Changes what the list, search and analytics know of a run, without an event. */
    async setProgress(id: string, progress: RunProgress): Promise<void> {
      const times = progress.ending && (await readTimes(client, id))
      const statements = progressStatements(index, id, progress, times?.endedAt ?? new Date(), times)
      await translateErrors(client.$transaction(statements.map((statement) => client.$executeRaw(statement))))
    },

    /** @param from @param to YYYY-MM-DD in UTC, both included */
    count: (from: string, to: string): Promise<RunCounts[]> => countRuns(client, from, to),

    /** Runs that have ended and are not, or not fully, in search and analytics, by id. */
    unprojected: (limit: number, after: string): Promise<string[]> => readUnprojected(client, limit, after),

    /** Runs that have not ended, oldest first. */
    async unfinished(limit: number): Promise<string[]> {
      const rows = await translateErrors(
        client.run.findMany({
          where: { status: { in: ['queued', 'running'] } },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          take: limit,
          select: { id: true },
        }),
      )
      return rows.map(({ id }) => id)
    },
  }
}

/** PostgreSQL's integer; a client may name whatever number it had last. */
const mostSeq = 2 ** 31 - 1

interface EventRow {
  seq: number
  type: string
  at: Date
  data: string
}

const numbered = (events: readonly NewRefinementEvent[], afterSeq: number, now: Date): RefinementEvent[] =>
  // The order in which a reader gets them.
  events.map(
    ({ type, data }, index) => ({ seq: afterSeq + index + 1, type, at: now.toISOString(), data }) as RefinementEvent,
  )

const inputOf = (events: readonly NewRefinementEvent[]): RunInput | undefined =>
  events[0]?.type === 'run.started' ? events[0].data : undefined
