import type { RefinementPage, RefinementSummary, RunFilter, SearchMatch } from '../contract/refinements.ts'
// Only raw SQL, which both clients spell alike, so SQLite's stands for both.
import { Prisma, type PrismaClient } from '../generated/prisma/sqlite/client.ts'
import { translateErrors } from './database-errors.ts'
import { decodeCursor, decodeOffset, encodeCursor, encodeOffset } from './run-cursor.ts'
import { excerptOf } from './search/excerpts.ts'
import type { SearchIndex } from './search/search-index.ts'
import { parseSearchQuery, type SearchQuery } from './search/search-query.ts'

type Row = Prisma.RunGetPayload<{ include: { text: true } }>

/**
 * Some runs: newest first, or the most relevant first when they were looked for by words.
 * @throws AppError INVALID_REQUEST when the cursor is not one of ours, or of another kind of list
 */
export async function listRuns(
  client: PrismaClient,
  index: SearchIndex,
  { limit, cursor, q, ...filter }: RunFilter & { readonly limit: number; readonly cursor?: string | undefined },
): Promise<RefinementPage> {
  const query = q === undefined ? null : parseSearchQuery(q)
  const offset = query !== null && cursor !== undefined ? decodeOffset(cursor) : 0
  const conditions = [
    ...conditionsOf(filter),
    ...(query === null ? [] : [index.matches(query)]),
    ...(query === null && cursor !== undefined ? [olderThan(cursor)] : []),
  ]
  const { join, order } = query === null ? plain : searched(index, query)
  const where = conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}`
  const found = await translateErrors(
    client.$queryRaw<{ id: string }[]>`
      SELECT "runs"."id" FROM "runs" ${join} ${where}
      ORDER BY ${order} "runs"."created_at" DESC, "runs"."id" DESC
      LIMIT ${limit + 1} OFFSET ${offset}`, // one more, to know whether there is a next page
  )
  const ids = found.slice(0, limit).map(({ id }) => id)
  const rows = await translateErrors(
    client.run.findMany({ where: { id: { in: ids } }, include: { text: query !== null } }),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const page = ids.flatMap((id) => byId.get(id) ?? [])
  const last = page.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return {
    items: page.map((row) => ({ ...summaryOf(row), ...(query !== null && { matches: matchesIn(row, query) }) })),
    nextCursor: !hasMore ? null : query === null ? encodeCursor(last) : encodeOffset(offset + limit),
  }
}

const plain = { join: Prisma.empty, order: Prisma.empty }

function searched(index: SearchIndex, query: SearchQuery) {
  const { join, order } = index.ranked(query)
  return {
    join: Prisma.sql`JOIN "run_texts" ON "run_texts"."run_id" = "runs"."id" ${join}`,
    order,
  }
}

function conditionsOf({ status, outcome, model, enhancer, simulated, from, to }: Omit<RunFilter, 'q'>): Prisma.Sql[] {
  return [
    ...(status === undefined ? [] : [Prisma.sql`"runs"."status" IN (${Prisma.join(statusesOf(status))})`]),
    ...(outcome === undefined ? [] : [Prisma.sql`"runs"."outcome" = ${outcome}`]),
    ...(model === undefined ? [] : [Prisma.sql`"runs"."target_model" = ${model}`]),
    ...(enhancer === undefined ? [] : [Prisma.sql`"runs"."enhancer" = ${enhancer}`]),
    ...(simulated === undefined ? [] : [Prisma.sql`"runs"."simulated" = ${simulated}`]),
    ...(from === undefined ? [] : [Prisma.sql`"runs"."created_at" >= ${new Date(from)}`]),
    ...(to === undefined ? [] : [Prisma.sql`"runs"."created_at" < ${new Date(to)}`]),
  ]
}

/** The list keeps paused runs apart; to its readers they are running. */
const statusesOf = (status: RefinementSummary['status']): string[] =>
  status === 'running' ? ['running', 'paused'] : [status]

function olderThan(cursor: string): Prisma.Sql {
  const { createdAt, id } = decodeCursor(cursor)
  return Prisma.sql`("runs"."created_at" < ${createdAt} OR ("runs"."created_at" = ${createdAt} AND "runs"."id" < ${id}))`
}

function matchesIn({ text }: Row, query: SearchQuery): SearchMatch[] {
  if (text === null) return []
  return (['prompt', 'best', 'notes'] as const).flatMap((field) => {
    const excerpt = excerptOf(text[field] ?? '', query)
    return excerpt === null ? [] : [{ field, ...excerpt }]
  })
}

export const summaryOf = (row: Prisma.RunGetPayload<object>): RefinementSummary => ({
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
