import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import type { RefinementPage, RefinementSummary } from '../contract/refinements.ts'
import type { Prisma } from '../generated/prisma/sqlite/client.ts'
import type { Database } from './database.ts'
import { translateErrors } from './database-errors.ts'
import type { EventNotifier } from './event-notifier.ts'
import { createEventWriter, progressStatement, type RunProgress } from './event-writer.ts'
import { decodeCursor, encodeCursor } from './run-cursor.ts'
import { type ImportedRun, storeImported } from './run-import.ts'

/** A run as it is accepted. */
export type NewRun = Pick<RefinementSummary, 'id' | 'promptExcerpt' | 'targetModel' | 'simulated'>

export type RunStore = ReturnType<typeof createRunStore>

/** Runs, their events and the list that is shown of them. Every method throws AppError DATABASE_UNAVAILABLE. */
export function createRunStore({ client }: Database, notifier: EventNotifier) {
  const writer = createEventWriter(client)
  return {
    /** Stores a run that waits to be worked on, with its first events. */
    async create(run: NewRun, events: readonly NewRefinementEvent[]): Promise<void> {
      const now = new Date()
      const rows = numbered(events, 0, now).map(({ seq, type, at, data }) => ({
        seq,
        type,
        at,
        data: JSON.stringify(data),
      }))
      const data = {
        ...run,
        promptExcerpt: storable(run.promptExcerpt),
        status: 'queued',
        createdAt: now,
        updatedAt: now,
        events: { createMany: { data: rows } },
      } satisfies Prisma.RunCreateInput
      await translateErrors(client.run.create({ data, select: { id: true } }))
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
      await writer.append({ runId, events: stored, ...(progress && { progress }) })
      notifier.publish(runId)
      return stored
    },

    /** Stores a run that took place elsewhere, once: @returns its id here. */
    import: (run: ImportedRun): Promise<string> =>
      storeImported(client, { ...run, promptExcerpt: storable(run.promptExcerpt) }),

    /** At most `limit` events after `afterSeq`, in order; none when there is no such run. */
    async readEvents(runId: string, afterSeq: number, limit: number): Promise<RefinementEvent[]> {
      // By hand because Prisma's findMany takes 1.4 times as long for a page of 200 (measured).
      const rows = await translateErrors(
        client.$queryRaw<EventRow[]>`
          SELECT "seq", "type", "at", "data" FROM "run_events"
          WHERE "run_id" = ${runId} AND "seq" > ${afterSeq} ORDER BY "seq" LIMIT ${limit}`,
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

    /** Newest first. @throws AppError INVALID_REQUEST when the cursor is not one of ours */
    async list(limit: number, cursor?: string): Promise<RefinementPage> {
      const after = cursor === undefined ? undefined : decodeCursor(cursor)
      const older = after && {
        OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }],
      }
      const rows = await translateErrors(
        client.run.findMany({
          ...(older && { where: older }),
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: limit + 1, // one more, to know whether there is a next page
        }),
      )
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        items: page.map(summaryOf),
        nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last) : null,
      }
    },

    /** Changes what the list shows, without an event. */
    async setProgress(id: string, progress: RunProgress): Promise<void> {
      await translateErrors(client.$executeRaw(progressStatement(id, progress, new Date())))
    },

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

interface EventRow {
  seq: number
  type: string
  at: Date
  data: string
}

const numbered = (events: readonly NewRefinementEvent[], afterSeq: number, now: Date): RefinementEvent[] =>
  events.map((event, index) => ({ ...event, seq: afterSeq + index + 1, at: now.toISOString() }))

type Row = Prisma.RunGetPayload<object>

const summaryOf = (row: Row): RefinementSummary => ({
  id: row.id,
  // Only `RunStatus` and `paused` are ever written; a run that is paused goes on some day.
  status: row.status === 'paused' ? 'running' : (row.status as RefinementSummary['status']),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  promptExcerpt: row.promptExcerpt,
  targetModel: row.targetModel,
  simulated: row.simulated,
  originalScore: row.originalScore,
  bestScore: row.bestScore,
  ...(row.importedFrom !== null && { importedFrom: { id: row.importedFrom, exportedBy: row.exportedBy ?? '' } }),
})

/** PostgreSQL's text holds neither U+0000 nor half of a surrogate pair; both are shown as what is not a character. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD')
