import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { parseDatabaseUrl } from '../storage/database-url.ts'

/**
 * Asks a database past everything of ours. SQLite through Node's own driver, because a closed libsql connection keeps
 * the file until its statements are collected as garbage.
 */
export async function runSql(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const address = parseDatabaseUrl(url)
  if (address.provider === 'sqlite') {
    const database = new DatabaseSync(address.path)
    try {
      return database.prepare(sql).all()
    } finally {
      database.close()
    }
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
