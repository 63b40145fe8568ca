import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { DatabaseAddress } from './database-url.ts'

export interface ConnectionOptions {
  /** PostgreSQL only: most connections at once, >= 1. */
  readonly poolSize: number
  /** PostgreSQL only: longest wait for a connection, in ms. */
  readonly connectTimeoutMs: number
  /** PostgreSQL only: longest wait for the answer to a statement, in ms; without it none ends by itself. */
  readonly queryTimeoutMs?: number
}

/** Loads the driver of this database and no other: each costs start-up time and memory. */
export async function driverAdapter(
  address: DatabaseAddress,
  options: ConnectionOptions,
): Promise<SqlMigrationAwareDriverAdapterFactory> {
  if (address.provider === 'postgresql') {
    const { PrismaPg } = await import('@prisma/adapter-pg')
    return new PrismaPg({
      // TLS is asked for in the URL: ?sslmode=verify-full&sslrootcert=FILE
      connectionString: address.url,
      max: options.poolSize,
      connectionTimeoutMillis: options.connectTimeoutMs,
      ...(options.queryTimeoutMs !== undefined && { query_timeout: options.queryTimeoutMs }),
      application_name: 'mpla',
    })
  }
  createFolder(dirname(address.path))
  const { PrismaLibSql } = await import('@prisma/adapter-libsql')
  // One connection, because SQLite has one writer anyway and PRAGMAs belong to a connection. The timeout is how long
  // to wait, in ms, for another process that holds the file (a backup, a migration).
  return new PrismaLibSql({ url: address.url, concurrency: 1, timeout: 5_000 })
}

function createFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    throw new Error(
      `DATABASE_URL: expected a folder that can be created at ${folder}, got ${errorCode(cause)}; make its parent writable or name another path`,
      { cause },
    )
  }
}

const errorCode = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'an unknown error'
