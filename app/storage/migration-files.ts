import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { DatabaseProvider } from './database-url.ts'

/**
 * Where the migrations are: `prisma/migrations` in the nearest folder above this file. That is the repository when the
 * source runs, and `dist` when the bundle does, because the build copies them beside it.
 */
export const migrationsFolder = (): string => besides('prisma/migrations')

/** Prisma's schema engine: beside the bundle when the build put it there, else in its package. */
export function schemaEngineFile(): string {
  const bundled = join(dirname(migrationsFolder()), 'schema_engine_bg.wasm')
  if (existsSync(bundled)) return bundled
  return createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
}

function besides(path: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return join(folder, path)
    if (folder === dirname(folder))
      throw new Error(`Expected ${path} beside the server or in a folder above ${import.meta.dirname}, found none`)
  }
}

export interface Migration {
  /** Name of its folder, which begins with its time: names in order are migrations in order. */
  readonly name: string
  readonly sql: string
}

/** The history of one database, oldest first. @throws Error when there is none. */
export function readMigrations(folder: string, provider: DatabaseProvider): Migration[] {
  const history = join(folder, provider)
  const names = existsSync(history) ? readdirSync(history).sort() : []
  const migrations = names
    .filter((name) => existsSync(join(history, name, 'migration.sql')))
    .map((name) => ({ name, sql: readFileSync(join(history, name, 'migration.sql'), 'utf8') }))
  if (migrations.length === 0) throw new Error(`Expected NAME/migration.sql in ${history}, found none`)
  return migrations
}
