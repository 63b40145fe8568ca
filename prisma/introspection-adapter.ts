import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { Pool, type QueryConfig, type QueryResult, types } from 'pg'
import { parseDatabaseUrl } from '../app/storage/database-url.ts'
import { driverAdapter } from '../app/storage/driver-adapter.ts'

/**
 * An adapter through which the schema engine can read a database's tables. The engine asks PostgreSQL's catalogue for
 * columns of the one-byte type "char", which the adapter does not know and refuses: they are presented as text.
 */
export async function introspectionAdapter(url: string): Promise<SqlMigrationAwareDriverAdapterFactory> {
  const address = parseDatabaseUrl(url)
  if (address.provider === 'sqlite') return driverAdapter(address, { poolSize: 1, connectTimeoutMs: 5_000 })
  const pool = new Pool({ connectionString: url, max: 1 })
  const ask = pool.query.bind(pool) as (config: QueryConfig) => Promise<QueryResult> // of its overloads, the adapter's
  const query = async (config: QueryConfig) => {
    const result = await ask(config)
    for (const field of result.fields)
      if (field.dataTypeID === types.builtins.CHAR) field.dataTypeID = types.builtins.TEXT
    return result
  }
  return new PrismaPg(Object.assign(pool, { query }), { disposeExternalPool: true })
}
