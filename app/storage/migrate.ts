import { driverMessage } from './database-errors.ts'
import { parseDatabaseUrl } from './database-url.ts'
import { driverAdapter } from './driver-adapter.ts'
import { connectForMigration, type MigrationConnection } from './migration-connection.ts'
import { type Migration, migrationsFolder, readMigrations } from './migration-files.ts'
import { createSchemaEngine, filtersOf, migrationList } from './schema-engine.ts'

export interface MigrateOptions {
  /** Folder with one history per provider. Default: beside the bundle, else in the repository. */
  readonly folder?: string
  /** PostgreSQL: longest wait for another process that is migrating, in ms. Default 300,000. */
  readonly lockWaitMs?: number
}

/**
 * Brings the database to the newest migration, creating it when it is an SQLite file that is not there. Safe to call
 * from several processes at once, and again after a crash: each migration happens whole and once.
 * @returns the names of the migrations that this call applied
 * @throws Error that names the database, without its password, and what went wrong.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const { folder = migrationsFolder(), lockWaitMs = 300_000 } = options
  const address = parseDatabaseUrl(url)
  const migrations = readMigrations(folder, address.provider)
  // A single connection: the lock belongs to it.
  const adapter = await driverAdapter(address, { poolSize: 1, connectTimeoutMs: 5_000 })
  try {
    const connection = await connectForMigration(adapter)
    try {
      // The usual start: nothing to do, so neither a lock nor the engine (5 MB of WebAssembly) is needed.
      if (await isUpToDate(connection, migrations)) return []
      await connection.lock(lockWaitMs)
      await connection.forgetUnfinished()
      const engine = await createSchemaEngine(connection.forEngine)
      const migrationsList = migrationList(address.provider, migrations)
      return (await engine.applyMigrations({ migrationsList, filters: filtersOf(address.provider) }))
        .appliedMigrationNames
    } finally {
      await connection.close()
    }
  } catch (cause) {
    throw new Error(`The database at ${address.printable} could not be migrated: ${driverMessage(cause)}`, { cause })
  }
}

async function isUpToDate(connection: MigrationConnection, migrations: readonly Migration[]): Promise<boolean> {
  const applied = new Set(await connection.applied())
  return migrations.every(({ name }) => applied.has(name))
}
