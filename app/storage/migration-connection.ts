import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { isMissingTable } from './database-errors.ts'

/** The one connection through which a process migrates, so that its lock holds for everything the engine does. */
export interface MigrationConnection {
  /** Hands this connection to the schema engine, whose scripts then happen whole or not at all. */
  readonly forEngine: SqlMigrationAwareDriverAdapterFactory
  /** Names of the migrations that are in the database. */
  applied(): Promise<string[]>
  /** Waits until no other process migrates; holds until `close`. */
  lock(waitMs: number): Promise<void>
  /** Forgets attempts that did not finish. They changed nothing, see `wholeScript`; Prisma would refuse to go on. */
  forgetUnfinished(): Promise<void>
  close(): Promise<void>
}

export async function connectForMigration(
  factory: SqlMigrationAwareDriverAdapterFactory,
): Promise<MigrationConnection> {
  const adapter = await factory.connect()
  const execute = (sql: string) => adapter.executeRaw({ sql, args: [], argTypes: [] })
  const query = (sql: string) => adapter.queryRaw({ sql, args: [], argTypes: [] })
  return {
    forEngine: {
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: async () => wholeScripts(adapter),
      connectToShadowDb: () => factory.connectToShadowDb(),
    },
    async applied() {
      const finished = '"finished_at" IS NOT NULL AND "rolled_back_at" IS NULL'
      const result = await unlessMissing(query(`SELECT "migration_name" FROM "_prisma_migrations" WHERE ${finished}`))
      return result?.rows.map(([name]) => String(name)) ?? []
    },
    async lock(waitMs) {
      if (adapter.provider === 'postgres') {
        await execute(`SET lock_timeout = ${waitMs}`)
        // Prisma's own key. The engine asks for it again, which this same session is granted at once; without us it
        // would give up after 10 s, which a long migration in another process can take.
        await execute('SELECT pg_advisory_lock(72707369)')
        await execute('SET lock_timeout = 0')
      } else {
        // The file itself is the lock: this mode keeps what the next transaction takes.
        await query('PRAGMA main.locking_mode = EXCLUSIVE')
        await adapter.executeScript('BEGIN EXCLUSIVE; COMMIT')
      }
    },
    async forgetUnfinished() {
      await unlessMissing(
        execute(`UPDATE "_prisma_migrations" SET "rolled_back_at" = CURRENT_TIMESTAMP WHERE ${unfinished}`),
      )
    },
    async close() {
      // A closed libsql connection keeps its lock until its statements are collected as garbage: give it back first.
      // The mode changes at the next access. A connection that cannot do this has nothing to give back.
      if (adapter.provider === 'sqlite')
        await adapter.executeScript('PRAGMA main.locking_mode = NORMAL; SELECT 1 FROM sqlite_master;').catch(() => {})
      await adapter.dispose()
    },
  }
}

/** A database that was never migrated has no table of migrations. */
async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (isMissingTable(error)) return undefined
    throw error
  }
}

const unfinished = '"finished_at" IS NULL AND "rolled_back_at" IS NULL'

/** The adapter with scripts that happen whole or not at all; closing it is left to its owner. */
const wholeScripts = (adapter: SqlDriverAdapter): SqlDriverAdapter => ({
  provider: adapter.provider,
  adapterName: adapter.adapterName,
  queryRaw: (query) => adapter.queryRaw(query),
  executeRaw: (query) => adapter.executeRaw(query),
  startTransaction: (level) => adapter.startTransaction(level),
  executeScript: (script) => wholeScript(adapter, script),
  dispose: async () => {},
})

/**
 * Runs a migration and marks it finished in one transaction. Then an attempt without the mark, because the SQL was
 * wrong or the process was killed, has changed nothing and can be made again. (The adapters run a script statement by
 * statement, and PostgreSQL's cuts it at every semicolon, even in a string.)
 */
async function wholeScript(adapter: SqlDriverAdapter, script: string): Promise<void> {
  const finish = `UPDATE "_prisma_migrations" SET "finished_at" = CURRENT_TIMESTAMP WHERE ${unfinished}`
  if (adapter.provider === 'postgres') {
    // Without parameters this is one message of PostgreSQL's simple protocol: several statements, one transaction.
    await adapter.executeRaw({ sql: `${script}\n;${finish}`, args: [], argTypes: [] })
  } else {
    // Foreign keys are off while a table is made anew, else dropping the old one deletes the rows that refer to it;
    // inside a transaction the switch has no effect, so the script's own does not help.
    await adapter.executeScript(
      `PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE;\n${script}\n;${finish}; COMMIT; PRAGMA foreign_keys = ON;`,
    )
  }
}
