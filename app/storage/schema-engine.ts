import { readFile } from 'node:fs/promises'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import type { DatabaseProvider } from './database-url.ts'
import { type Migration, schemaEngineFile } from './migration-files.ts'

/** What the models cannot say, so that migrations make it by hand: the tables of full-text search, on SQLite in parts. */
const searchTables = {
  sqlite: ['', '_config', '_data', '_docsize', '_idx'].map((part) => `run_search${part}`),
  postgresql: ['public.run_search'],
} as const satisfies Record<DatabaseProvider, readonly string[]>

export const filtersOf = (provider: DatabaseProvider) => ({
  externalTables: [...searchTables[provider]],
  externalEnums: [],
})

let loaded: Promise<typeof SchemaEngine> | undefined

/**
 * Prisma's own schema engine, compiled to WebAssembly: no command line and no binary is needed where the server runs.
 * @param file the `.wasm`; once a process has loaded one, that one stays
 */
export async function createSchemaEngine(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  file = schemaEngineFile(),
): Promise<SchemaEngine> {
  loaded ??= load(file)
  const { new: create } = await loaded
  return create({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter))
}

// Neither lib es2024 nor @types/node declares it.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>
}

async function load(file: string): Promise<typeof SchemaEngine> {
  // The package's entry imports the .wasm as a module, which Node does not do: instantiate it by hand.
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': importsOf(glue) })
  const panic = { message: '', set_message: (message: string) => Object.assign(panic, { message }) }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panic }) // a name the engine expects
  const { __wbg_set_wasm: setModule } = glue as { __wbg_set_wasm?: unknown } // the declarations leave it out
  const { __wbindgen_start: start } = instance.exports
  if (typeof setModule !== 'function' || typeof start !== 'function')
    throw new Error(`Expected Prisma's schema engine at ${file}, got another module`)
  setModule(instance.exports)
  start()
  return glue.SchemaEngine
}

/** The engine times its lock by a 10 s timer that it never clears, which would keep a process waiting that is done. */
const importsOf = (glue: object) =>
  Object.fromEntries(
    Object.entries(glue).map(([name, value]) =>
      name.startsWith('__wbg_setTimeout_')
        ? [name, (callback: () => void, ms: number) => setTimeout(callback, ms).unref()]
        : [name, value],
    ),
  )

export const migrationList = (provider: DatabaseProvider, migrations: readonly Migration[]): MigrationList => ({
  // Not read: the engine gets names and contents, never a path to open.
  baseDir: '/',
  lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
  shadowDbInitScript: '',
  migrationDirectories: migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
  })),
})
