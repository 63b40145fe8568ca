import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, type DatabaseOptions, openDatabase } from '../storage/database.ts'
import { migrate } from '../storage/migrate.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

/** Databases for the tests of one file: each new and empty, all removed by `close`. */
export interface TestDatabases {
  /** @returns the URL of a new database without any table */
  createEmpty(): Promise<string>
  /** @returns the URL of a new migrated database */
  create(): Promise<string>
  /** A new migrated database, open until `close`. */
  open(options?: DatabaseOptions): Promise<Database>
  close(): Promise<void>
}

export function sqliteDatabases(): TestDatabases {
  const folder = mkdtempSync(join(tmpdir(), 'mpla-sqlite-'))
  let count = 0
  const removeFolder = async () => rmSync(folder, { recursive: true, force: true })
  return testDatabases(async () => `file:${join(folder, `${++count}.db`)}`, removeFolder)
}

/** Starts PostgreSQL with the first database. Ask `missingPostgres` first. */
export function postgresDatabases(): TestDatabases & { server(): Promise<PostgresServer> } {
  let started: Promise<PostgresServer> | undefined
  const server = () => {
    started ??= startPostgres()
    return started
  }
  const createEmpty = async () => (await server()).createDatabase()
  const stop = async () => (await started)?.stop()
  return { ...testDatabases(createEmpty, stop), server }
}

function testDatabases(createEmpty: () => Promise<string>, end: () => Promise<void>): TestDatabases {
  const opened: Database[] = []
  const create = async () => {
    const url = await createEmpty()
    await migrate(url)
    return url
  }
  return {
    createEmpty,
    create,
    async open(options) {
      const database = await openDatabase(await create(), options)
      opened.push(database)
      return database
    },
    async close() {
      await Promise.all(opened.map((database) => database.close()))
      await end()
    },
  }
}
