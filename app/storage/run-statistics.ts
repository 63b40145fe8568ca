import type { Database } from './database.ts'
import { translateErrors } from './database-errors.ts'

/** Where the runs of a database stand, whichever process works on them. */
export interface RunStatistics {
  /** Accepted, and nobody has begun. */
  readonly waiting: number
  /** Begun and not ended. */
  readonly running: number
  /** Of those running: how many have stored nothing for `stuckAfterMs`. */
  readonly stuck: number
  /** Age of the run that waits longest, in seconds; 0 when none does. */
  readonly oldestWaitingSeconds: number
}

/**
 * Longer than a worker may be silent: a model call ends after 10 minutes at most, and a run whose process was killed is
 * taken over within a minute.
 */
export const stuckAfterMs = 15 * 60_000

/**
 * Counts the runs that have not ended: those are few, and an index has them; of each it reads one event.
 * @throws AppError DATABASE_UNAVAILABLE
 */
export async function readRunStatistics({ client }: Database, now = new Date()): Promise<RunStatistics> {
  const silentSince = new Date(now.getTime() - stuckAfterMs)
  const [groups, [silent]] = await translateErrors(
    Promise.all([
      client.run.groupBy({
        by: ['status'],
        where: { status: { in: ['queued', 'running'] } },
        _count: true,
        _min: { createdAt: true },
      }),
      // By hand because Prisma's `none` reads every recent event of all runs.
      client.$queryRaw<[{ runs: bigint | number }]>`
        SELECT COUNT(*) AS "runs" FROM "runs" WHERE "status" = 'running' AND
          (SELECT "at" FROM "run_events" WHERE "run_id" = "runs"."id" ORDER BY "seq" DESC LIMIT 1) < ${silentSince}`,
    ]),
  )
  const [waiting, running] = ['queued', 'running'].map((wanted) => groups.find(({ status }) => status === wanted))
  const oldest = waiting?._min.createdAt
  return {
    waiting: waiting?._count ?? 0,
    running: running?._count ?? 0,
    stuck: Number(silent.runs),
    // The database's clock and ours may differ: never negative.
    oldestWaitingSeconds: oldest ? Math.max(0, (now.getTime() - oldest.getTime()) / 1_000) : 0,
  }
}
