// Only raw SQL, which both clients spell alike, so SQLite's stands for both.
import { Prisma } from '../../generated/prisma/sqlite/client.ts'
import type { DatabaseProvider } from '../database-url.ts'
import type { SearchQuery, Term } from './search-query.ts'
import { indexedWords } from './words.ts'

/** What of a run is found by its words. */
export interface SearchedText {
  readonly prompt: string
  readonly best: string | null
  readonly notes: string | null
}

/** Full-text search, as one database does it. */
export interface SearchIndex {
  /** Indexes the row of run_texts that this run has. */
  put(runId: string, text: SearchedText): Prisma.Sql
  /** A condition on `run_texts."id"`. */
  matches(query: SearchQuery): Prisma.Sql
  /** A join to run_texts, and the order of relevance that it makes possible, with a comma: the best first. */
  ranked(query: SearchQuery): { readonly join: Prisma.Sql; readonly order: Prisma.Sql }
}

/** A word of the author's own prompt counts this many times one of the best version, which often repeats it. */
const promptWeight = 4

export const searchIndexOf = (provider: DatabaseProvider): SearchIndex => (provider === 'sqlite' ? fts5 : tsvector)

/** https://sqlite.org/fts5.html; contentless, because run_texts has the texts. */
const fts5: SearchIndex = {
  put: (runId, { prompt, best, notes }) => Prisma.sql`
    INSERT OR REPLACE INTO "run_search" ("rowid", "prompt", "best", "notes")
    SELECT "id", ${spaced(prompt)}, ${spaced(best)}, ${spaced(notes)}
    FROM "run_texts" WHERE "run_id" = ${runId}`,
  matches({ wanted, unwanted }) {
    const having = (expression: string) =>
      Prisma.sql`(SELECT "rowid" FROM "run_search" WHERE "run_search" MATCH ${expression})`
    const conditions = [
      ...(wanted.length > 0 ? [Prisma.sql`"run_texts"."id" IN ${having(wanted.map(fts5Term).join(' AND '))}`] : []),
      ...(unwanted.length > 0
        ? [Prisma.sql`"run_texts"."id" NOT IN ${having(unwanted.map(fts5Term).join(' OR '))}`]
        : []),
    ]
    return Prisma.join(conditions, ' AND ')
  },
  ranked({ wanted }) {
    if (wanted.length === 0) return { join: Prisma.empty, order: Prisma.empty }
    return {
      join: Prisma.sql`
        JOIN (SELECT "rowid" AS "text_id", bm25("run_search", ${promptWeight}, 1, 1) AS "rank" FROM "run_search"
          WHERE "run_search" MATCH ${wanted.map(fts5Term).join(' AND ')}) "ranked" ON "ranked"."text_id" = "run_texts"."id"`,
      order: Prisma.sql`"ranked"."rank",`, // bm25 is smaller the better
    }
  },
}

const spaced = (text: string | null) => indexedWords(text ?? '').join(' ')

/** Words consist of letters and digits, so nothing in them can end the quotes. */
const fts5Term = ({ words, isPrefix }: Term): string => `"${words.join(' ')}"${isPrefix ? ' *' : ''}`

/** https://www.postgresql.org/docs/15/datatype-textsearch.html; written as literals, so that no parser changes words. */
const tsvector: SearchIndex = {
  put: (runId, text) => Prisma.sql`
    INSERT INTO "run_search" ("id", "vector")
    SELECT "id", CAST(${vectorOf(text)} AS TSVECTOR) FROM "run_texts" WHERE "run_id" = ${runId}
    ON CONFLICT ("id") DO UPDATE SET "vector" = excluded."vector"`,
  matches: ({ wanted, unwanted }) =>
    Prisma.sql`"run_texts"."id" IN (SELECT "id" FROM "run_search" WHERE "vector" @@ CAST(${[
      ...wanted.map(tsqueryTerm),
      ...unwanted.map((term) => `!${tsqueryTerm(term)}`),
    ].join(' & ')} AS TSQUERY))`,
  ranked({ wanted }) {
    if (wanted.length === 0) return { join: Prisma.empty, order: Prisma.empty }
    return {
      join: Prisma.sql`JOIN "run_search" ON "run_search"."id" = "run_texts"."id"`,
      order: Prisma.sql`-ts_rank("run_search"."vector", CAST(${wanted.map(tsqueryTerm).join(' & ')} AS TSQUERY)),`,
    }
  },
}

/** No phrase reaches from one text into the next. */
const gap = 10

/** PostgreSQL weighs A five times C. */
function vectorOf({ prompt, best, notes }: SearchedText): string {
  let position = 1
  const vectors = [prompt, best, notes].flatMap((text, index) => {
    const words = indexedWords(text ?? '')
    const weight = index === 0 ? 'A' : 'C'
    const weighted = words.map((word, at) => `'${word}':${position + at}${weight}`)
    position += words.length + gap
    return weighted
  })
  return vectors.join(' ')
}

const tsqueryTerm = ({ words, isPrefix }: Term): string =>
  `(${words.map((word, index) => `'${word}'${isPrefix && index === words.length - 1 ? ':*' : ''}`).join(' <-> ')})`
