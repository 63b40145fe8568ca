import type { Lesson } from '../contract/lessons.ts'
// Only raw SQL, which both clients spell alike, so SQLite's stands for both.
import { Prisma } from '../generated/prisma/sqlite/client.ts'

/** What a run that has ended says of lessons. */
export interface RunLessons {
  readonly earned: readonly EarnedRow[]
  readonly trials: readonly TrialRow[]
}

interface EarnedRow extends Pick<Lesson, 'id' | 'text' | 'origin' | 'taskKind' | 'language'> {
  readonly version: number
  readonly uplift: { readonly mean: number; readonly lower: number; readonly upper: number }
  readonly pairs: number
}

interface TrialRow {
  readonly id: string
  readonly offered: boolean
  readonly uplift: number
  readonly pairs: number
}

/**
 * To be stored in the transaction of a run's last event. Each run counts once however often this is done, and one that was
 * imported not at all: the conditions stand in the statements, so that no way to them can forget one. Sorted by id, so that
 * two processes wait for each other in one order.
 * @param at when the run ended
 */
export const lessonStatements = (runId: string, { earned, trials }: RunLessons, at: Date): Prisma.Sql[] => [
  ...inOrder(earned).flatMap((row) => earnedStatements(runId, row, earned.length, at)),
  ...inOrder(trials).map(
    ({ id, offered, uplift, pairs }) => Prisma.sql`
      INSERT INTO "lesson_trials" ("lesson_id", "run_id", "offered", "uplift", "pairs", "at")
      SELECT "lessons"."id", "runs"."id", ${offered}, ${uplift}, ${pairs}, ${at} FROM "lessons"
        JOIN "runs" ON "runs"."id" = ${runId} WHERE "lessons"."id" = ${id} AND "runs"."imported_from" IS NULL
      ON CONFLICT ("lesson_id", "run_id") DO NOTHING`,
  ),
]

const earnedStatements = (runId: string, row: EarnedRow, shared: number, at: Date): Prisma.Sql[] => {
  const { id, text, origin, taskKind, language, version, uplift, pairs } = row
  return [
    Prisma.sql`
      INSERT INTO "lessons" ("id", "text", "origin", "task_kind", "language", "created_at")
      SELECT ${id}, ${text}, ${origin}, ${taskKind}, ${language}, ${at} FROM "runs"
        WHERE "runs"."id" = ${runId} AND "runs"."imported_from" IS NULL
      ON CONFLICT ("id") DO NOTHING`,
    Prisma.sql`
      INSERT INTO "lesson_evidence"
        ("lesson_id", "run_id", "version", "uplift", "lower", "upper", "pairs", "shared", "at")
      SELECT "lessons"."id", "runs"."id", ${version}, ${uplift.mean}, ${uplift.lower}, ${uplift.upper}, ${pairs},
          ${shared}, ${at} FROM "lessons"
        JOIN "runs" ON "runs"."id" = ${runId} WHERE "lessons"."id" = ${id} AND "runs"."imported_from" IS NULL
      ON CONFLICT ("lesson_id", "run_id") DO NOTHING`,
  ]
}

const inOrder = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
