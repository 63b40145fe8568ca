// Only raw SQL, which both clients spell alike, so SQLite's stands for both.
import { Prisma } from '../../generated/prisma/sqlite/client.ts'
import type { SearchedText, SearchIndex } from './search-index.ts'

/** Stores and indexes what of a run is found by its words; in one transaction, in this order. */
export function putText(index: SearchIndex, runId: string, text: SearchedText): Prisma.Sql[] {
  const [prompt, best, notes] = [text.prompt, text.best, text.notes].map((part) => part && storable(part))
  return [
    Prisma.sql`
      INSERT INTO "run_texts" ("run_id", "prompt", "best", "notes") VALUES (${runId}, ${prompt}, ${best}, ${notes})
      ON CONFLICT ("run_id") DO UPDATE
      SET "prompt" = excluded."prompt", "best" = excluded."best", "notes" = excluded."notes"`,
    index.put(runId, text),
  ]
}

/** PostgreSQL's text holds neither U+0000 nor half of a surrogate pair; both are shown as what is not a character. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD')
