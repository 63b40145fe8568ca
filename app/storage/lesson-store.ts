import type { Lesson, LessonDetail, LessonQuery } from '../contract/lessons.ts'
// Only raw SQL, which both clients spell alike, so SQLite's stands for both.
import { Prisma } from '../generated/prisma/sqlite/client.ts'
import type { Database } from './database.ts'
import { translateErrors } from './database-errors.ts'

/** A lesson as it is stored, with sums over the runs behind it. */
export interface StoredLesson extends Pick<Lesson, 'id' | 'text' | 'origin' | 'taskKind' | 'language' | 'createdAt'> {
  /** What the author said when retiring it; null: not retired by the author. */
  readonly retiredByAuthor: { readonly note: string } | null
  readonly earned: { readonly runs: number; readonly mean: number; readonly pairs: number }
  /** The latest runs that were offered it, and those that went without, since it was last restored. */
  readonly offered: GainSums
  readonly withheld: GainSums
}

interface GainSums {
  readonly runs: number
  readonly sum: number
  readonly squares: number
}

export type LessonStore = ReturnType<typeof createLessonStore>

const mostListed = 100
/** Far more than a kind of task has; the newest are read. */
const mostRead = 2_000

/**
 * Lessons of earlier runs. Every method throws AppError DATABASE_UNAVAILABLE.
 * @param mostTrials runs that a lesson is judged by, the latest
 */
export function createLessonStore({ client }: Pick<Database, 'client'>, mostTrials: number) {
  return {
    /** All that the filters let through, the newest first. */
    async list(filter: Pick<LessonQuery, 'origin' | 'taskKind' | 'language'> = {}): Promise<StoredLesson[]> {
      const where = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
      const rows = await translateErrors(
        client.lesson.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: mostRead }),
      )
      return withSums(rows)
    },

    async find(id: string): Promise<StoredLesson | null> {
      const row = await translateErrors(client.lesson.findUnique({ where: { id } }))
      return row === null ? null : ((await withSums([row]))[0] ?? null)
    },

    /** The runs behind a lesson, newest first. */
    async runsBehind(lessonId: string): Promise<Pick<LessonDetail, 'evidence' | 'trials'>> {
      const newest = { where: { lessonId }, orderBy: [{ at: 'desc' }, { runId: 'asc' }], take: mostListed } as const
      const [evidence, trials] = await translateErrors(
        Promise.all([
          client.lessonEvidence.findMany({ ...newest, orderBy: [...newest.orderBy] }),
          client.lessonTrial.findMany({ ...newest, orderBy: [...newest.orderBy] }),
        ]),
      )
      return {
        evidence: evidence.map(({ runId, version, uplift: mean, lower, upper, pairs, shared, at }) => ({
          run: runId,
          version,
          uplift: { mean, lower, upper },
          pairs,
          lessons: shared,
          at: at.toISOString(),
        })),
        trials: trials.map(({ runId, offered, uplift, pairs, at }) => ({
          run: runId,
          offered,
          uplift,
          pairs,
          at: at.toISOString(),
        })),
      }
    },

    /** @returns false when there is no such lesson */
    async retire(id: string, note: string): Promise<boolean> {
      const data = { retiredAt: new Date(), note }
      const { count } = await translateErrors(client.lesson.updateMany({ where: { id }, data }))
      return count === 1
    },

    /** From now on it is measured anew. @returns false when there is no such lesson */
    async restore(id: string): Promise<boolean> {
      const data = { retiredAt: null, restoredAt: new Date(), note: null }
      const { count } = await translateErrors(client.lesson.updateMany({ where: { id }, data }))
      return count === 1
    },
  }

  async function withSums(rows: readonly Row[]): Promise<StoredLesson[]> {
    if (rows.length === 0) return []
    const ids = rows.map(({ id }) => id)
    const [evidence, trials] = await Promise.all([earnedSums(ids), trialSums(ids)])
    return rows.map(({ id, text, origin, taskKind, language, createdAt, retiredAt, note }) => {
      const earned = evidence.get(id)
      return {
        id,
        text,
        origin: origin as Lesson['origin'], // only these are ever written
        taskKind,
        language,
        createdAt: createdAt.toISOString(),
        retiredByAuthor: retiredAt === null ? null : { note: note ?? '' },
        earned: earned ?? { runs: 0, mean: 0, pairs: 0 },
        offered: trials.get(`${id} true`) ?? none,
        withheld: trials.get(`${id} false`) ?? none,
      }
    })
  }

  async function earnedSums(ids: readonly string[]): Promise<Map<string, StoredLesson['earned']>> {
    const rows = await translateErrors(
      client.lessonEvidence.groupBy({
        by: ['lessonId'],
        where: { lessonId: { in: [...ids] } },
        _count: true,
        _avg: { uplift: true },
        _sum: { pairs: true },
      }),
    )
    return new Map(
      rows.map(({ lessonId, _count, _avg, _sum }) => [
        lessonId,
        { runs: _count, mean: _avg.uplift ?? 0, pairs: _sum.pairs ?? 0 },
      ]),
    )
  }

  /** By id and whether it was offered. */
  async function trialSums(ids: readonly string[]): Promise<Map<string, GainSums>> {
    const rows = await translateErrors(
      client.$queryRaw<SumRow[]>`
        SELECT "lesson_id" AS "id", "offered", COUNT(*) AS "runs", SUM("uplift") AS "sum",
          SUM("uplift" * "uplift") AS "squares"
        FROM (
          SELECT "lesson_trials".*,
            ROW_NUMBER() OVER (PARTITION BY "lesson_id" ORDER BY "lesson_trials"."at" DESC, "run_id") AS "place"
          FROM "lesson_trials" JOIN "lessons" ON "lessons"."id" = "lesson_id"
          WHERE "lesson_id" IN (${Prisma.join([...ids])})
            AND ("restored_at" IS NULL OR "lesson_trials"."at" > "restored_at")
        ) AS "latest"
        WHERE "place" <= ${mostTrials} GROUP BY "lesson_id", "offered"`,
    )
    return new Map(
      rows.map(({ id, offered, runs, sum, squares }) => [
        // SQLite has numbers for booleans, and counts come as numbers that JavaScript has no literal for.
        `${id} ${Boolean(offered)}`,
        { runs: Number(runs), sum: Number(sum), squares: Number(squares) },
      ]),
    )
  }
}

type Row = Prisma.LessonGetPayload<object>

interface SumRow {
  readonly id: string
  readonly offered: boolean | number
  readonly runs: bigint | number
  readonly sum: number
  readonly squares: number
}

const none: GainSums = { runs: 0, sum: 0, squares: 0 }
