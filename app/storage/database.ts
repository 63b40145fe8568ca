import { dirname } from 'node:path'
import { AppError } from '../errors.ts'
// The type of one client stands for both: the models are the same, and SQLite's is the smaller set of features.
import type { PrismaClient } from '../generated/prisma/sqlite/client.ts'
import { driverMessage } from './database-errors.ts'
import { type DatabaseAddress, type DatabaseProvider, parseDatabaseUrl } from './database-url.ts'
import { driverAdapter } from './driver-adapter.ts'
import { journalModeOf } from './journal-mode.ts'

export interface DatabaseOptions {
  /** PostgreSQL only: most connections of this process at once. Default 10. */
  readonly poolSize?: number
  /** Longest wait for a connection, and for the answer to `ping`, in ms. Default 5,000. */
  readonly connectTimeoutMs?: number
}

/**
 * PostgreSQL only: longest wait for the answer to a statement, in ms. A server that is lost without a word (a failover,
 * a network that drops everything) would hold connections and requests for as long as TCP tries: a quarter of an hour.
 */
export const queryTimeoutMs = 10_000

export interface Database {
  readonly provider: DatabaseProvider
  /** For other connections to the same database. May hold a password: never log it. */
  readonly url: string
  /** The same without the password. */
  readonly printable: string
  /** SQLite only: the folder with the file. */
  readonly folder?: string
  /** Only storage/ uses it. */
  readonly client: PrismaClient
  /** @throws AppError DATABASE_UNAVAILABLE when no answer comes in time. */
  ping(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the database at DATABASE_URL and makes sure that it answers.
 * @throws Error that says what was expected and what came, without the password.
 */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const { poolSize = 10, connectTimeoutMs = 5_000 } = options
  const address = parseDatabaseUrl(url)
  const client = await openClient(address, { poolSize, connectTimeoutMs })
  const database: Database = {
    provider: address.provider,
    url: address.url,
    printable: address.printable,
    ...(address.provider === 'sqlite' && { folder: dirname(address.path) }),
    client,
    ping: () => ping(client, connectTimeoutMs),
    close: () => client.$disconnect(),
  }
  try {
    if (address.provider === 'sqlite') await setJournalMode(client, address.path)
    await database.ping()
    return database
  } catch (cause) {
    await database.close()
    throw new Error(
      `Expected a database at ${address.printable}, got no answer (${driverMessage(cause)}); check DATABASE_URL and that the database runs`,
      { cause },
    )
  }
}

async function openClient(address: DatabaseAddress, options: { poolSize: number; connectTimeoutMs: number }) {
  const adapter = await driverAdapter(address, { ...options, queryTimeoutMs })
  if (address.provider === 'sqlite') {
    const { PrismaClient } = await import('../generated/prisma/sqlite/client.ts')
    return new PrismaClient({ adapter, transactionOptions })
  }
  const { PrismaClient } = await import('../generated/prisma/postgresql/client.ts')
  // See the import of the type above.
  return new PrismaClient({ adapter, transactionOptions }) as unknown as PrismaClient
}

/** As long as other statements wait for a connection, and as long as one may take; ms. Prisma's own are 2 and 5 s. */
const transactionOptions = { maxWait: 5_000, timeout: 10_000 }

/** The mode stays in the file; set at each start because the file may have been moved to another kind of disk. */
async function setJournalMode(client: PrismaClient, path: string): Promise<void> {
  await client.$queryRawUnsafe(`PRAGMA journal_mode=${await journalModeOf(dirname(path))}`)
}

async function ping(client: PrismaClient, timeoutMs: number): Promise<void> {
  const timeout = Promise.withResolvers<never>()
  const timer = setTimeout(() => timeout.reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs)
  try {
    await Promise.race([client.$queryRaw`SELECT 1`, timeout.promise])
  } catch (cause) {
    throw new AppError('DATABASE_UNAVAILABLE', 'The database did not answer; try again in a moment.', { cause })
  } finally {
    clearTimeout(timer)
  }
}
