import type { ComparisonResult } from '../contract/refinement-events.ts'
import type { RunOutcome } from '../contract/refinements.ts'
import type { PrismaClient } from '../generated/prisma/sqlite/client.ts'
import { translateErrors } from './database-errors.ts'

/** Sums over the runs that ended on one day and are alike in everything that is counted apart. */
export interface RunCounts {
  readonly day: string
  readonly outcome: RunOutcome
  readonly verdict: ComparisonResult['verdict'] | null
  readonly model: string
  readonly enhancer: string
  readonly simulated: boolean
  readonly imported: boolean
  readonly runs: number
  readonly iterations: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly usd: number
  /** Runs whose cost is known. */
  readonly priced: number
  /** Runs that scored both the author's prompt and a best version. */
  readonly scored: number
  readonly originalScores: number
  readonly bestScores: number
  readonly durationsMs: number
}

type Row = Record<keyof RunCounts, unknown>

/** One pass over the rows of some days, by an index. @param from @param to YYYY-MM-DD in UTC, both included */
export async function countRuns(client: PrismaClient, from: string, to: string): Promise<RunCounts[]> {
  const rows = await translateErrors(
    client.$queryRaw<Row[]>`
      SELECT "ended_on" AS "day", "outcome", "verdict", "target_model" AS "model",
        COALESCE("enhancer", 'rule_based') AS "enhancer", "simulated",
        CASE WHEN "imported_from" IS NULL THEN 0 ELSE 1 END AS "imported",
        COUNT(*) AS "runs", SUM("iterations") AS "iterations",
        SUM("input_tokens") AS "inputTokens", SUM("output_tokens") AS "outputTokens",
        SUM("cost") AS "usd", COUNT("cost") AS "priced", COUNT("best_score") AS "scored",
        SUM(CASE WHEN "best_score" IS NULL THEN 0 ELSE "original_score" END) AS "originalScores",
        SUM("best_score") AS "bestScores", SUM("duration_ms") AS "durationsMs"
      FROM "runs" WHERE "ended_on" BETWEEN ${from} AND ${to} AND "outcome" IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5, 6, 7`,
  )
  return rows.map(
    ({ day, outcome, verdict, model, enhancer, simulated, imported, ...sums }) =>
      ({
        day,
        outcome,
        verdict,
        model,
        enhancer,
        // SQLite has numbers for either; PostgreSQL sums to types that are no number of JavaScript.
        simulated: Boolean(simulated),
        imported: Boolean(imported),
        ...Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, Number(sum ?? 0)])),
      }) as RunCounts, // what the database holds was written by run-ending.ts, from these very types
  )
}
