import type { ComparisonResult, TokenUsage } from '../contract/refinement-events.ts'
import type { RunOutcome } from '../contract/refinements.ts'
// Only raw SQL, which both clients spell alike, so SQLite's stands for both.
import { Prisma, type PrismaClient } from '../generated/prisma/sqlite/client.ts'
import { translateErrors } from './database-errors.ts'
import { lessonStatements, type RunLessons } from './lesson-statements.ts'
import { putText } from './search/run-texts.ts'
import type { SearchedText, SearchIndex } from './search/search-index.ts'

/** What a run came to, for analytics and search. */
export interface RunEnding {
  readonly outcome: RunOutcome
  /** null: nothing was compared. */
  readonly verdict: ComparisonResult['verdict'] | null
  /** Rewrites that were tried. */
  readonly iterations: number
  readonly usage: TokenUsage
  /** USD; null: some price is not known. */
  readonly cost: number | null
  readonly text: SearchedText
  /** What it has taught, and what it says of lessons of before. */
  readonly lessons?: RunLessons
}

/** When a run was accepted and when it ended. */
export interface RunTimes {
  readonly startedAt: Date
  readonly endedAt: Date
}

/** Grows when rows of runs that have ended must be made again from their events. */
const projectionVersion = 2

export const endingStatements = (
  index: SearchIndex,
  runId: string,
  { outcome, verdict, iterations, usage, cost, text, lessons }: RunEnding,
  { startedAt, endedAt }: RunTimes,
): Prisma.Sql[] => [
  Prisma.sql`
    UPDATE "runs" SET "outcome" = ${outcome}, "verdict" = ${verdict}, "iterations" = ${iterations},
      "input_tokens" = ${usage.inputTokens}, "output_tokens" = ${usage.outputTokens}, "cost" = ${cost},
      "duration_ms" = ${Math.max(0, endedAt.getTime() - startedAt.getTime())},
      "ended_on" = ${endedAt.toISOString().slice(0, 10)}, "projection" = ${projectionVersion}
    WHERE "id" = ${runId}`,
  ...putText(index, runId, text),
  ...(lessons === undefined ? [] : lessonStatements(runId, lessons, endedAt)),
]

/** Of a run as it is stored: when its first and its last event happened. */
export async function readTimes(client: PrismaClient, runId: string): Promise<RunTimes> {
  // By hand because it stands beside every last event: MIN and MAX of the numbers, which the primary key answers.
  const ends = await translateErrors(
    client.$queryRaw<{ at: Date }[]>`
      SELECT "at" FROM "run_events" WHERE "run_id" = ${runId} AND "seq" IN
        (1, (SELECT MAX("seq") FROM "run_events" WHERE "run_id" = ${runId})) ORDER BY "seq"`,
  )
  const now = new Date()
  return { startedAt: ends[0]?.at ?? now, endedAt: ends.at(-1)?.at ?? now }
}

/** Runs that have ended and whose rows were not made by this version, by id. @param after the last id of the page before */
export async function readUnprojected(client: PrismaClient, limit: number, after: string): Promise<string[]> {
  const rows = await translateErrors(
    client.run.findMany({
      where: {
        id: { gt: after },
        status: { in: ['completed', 'failed', 'cancelled'] },
        OR: [{ projection: null }, { projection: { lt: projectionVersion } }],
      },
      orderBy: { id: 'asc' },
      take: limit,
      select: { id: true },
    }),
  )
  return rows.map(({ id }) => id)
}
