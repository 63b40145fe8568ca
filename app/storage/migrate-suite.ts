import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runSql } from '../test-support/run-sql.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import type { DatabaseProvider } from './database-url.ts'
import { migrate } from './migrate.ts'
import { migrationsFolder, readMigrations } from './migration-files.ts'

/** What migrating must do on every database. */
export function migrateSuite(provider: DatabaseProvider, databases: Pick<TestDatabases, 'createEmpty'>): void {
  const folder = mkdtempSync(join(tmpdir(), 'mpla-migrations-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const names = readMigrations(migrationsFolder(), provider).map(({ name }) => name)
  let copies = 0

  /** The project's history, and further migrations after it. */
  function historyWith(further: Record<string, string>): string {
    const copy = join(folder, String(++copies))
    cpSync(migrationsFolder(), copy, { recursive: true })
    for (const [name, sql] of Object.entries(further)) {
      mkdirSync(join(copy, provider, name))
      writeFileSync(join(copy, provider, name, 'migration.sql'), sql)
    }
    return copy
  }

  const hasTable = (url: string, name: string) =>
    runSql(url, `SELECT * FROM "${name}"`).then(
      () => true,
      () => false,
    )

  test('applies the history once, and finds nothing to do after that', async () => {
    const url = await databases.createEmpty()
    expect(await migrate(url)).toEqual(names)
    expect(await migrate(url)).toEqual([])
    expect(await runSql(url, 'SELECT * FROM "run_events"')).toEqual([])
  })

  test('applies what is new and keeps the rows that are there', async () => {
    const url = await databases.createEmpty()
    await migrate(url)
    await runSql(
      url,
      `INSERT INTO "runs" ("id", "status", "created_at", "updated_at", "prompt_excerpt", "target_model", "simulated")
       VALUES ('a', 'queued', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, '', '', false)`,
    )
    const folder = historyWith({ '29990101000000_more': `ALTER TABLE "runs" ADD COLUMN "extra" TEXT DEFAULT 'a;b';` })
    expect(await migrate(url, { folder })).toEqual(['29990101000000_more'])
    expect(await runSql(url, 'SELECT "id", "extra" FROM "runs"')).toEqual([{ id: 'a', extra: 'a;b' }])
  })

  test('a database that is ahead, as after rolling the server back, is left as it is', async () => {
    const url = await databases.createEmpty()
    await migrate(url, { folder: historyWith({ '29990101000000_more': 'CREATE TABLE "more" ("id" TEXT);' }) })
    expect(await migrate(url)).toEqual([])
    expect(await hasTable(url, 'more')).toBe(true)
  })

  test('a migration that fails changes nothing, says why, and is applied once it is mended', async () => {
    const url = await databases.createEmpty()
    const name = '29990101000000_more'
    const folder = historyWith({ [name]: 'CREATE TABLE "more" ("id" TEXT);\nINSERT INTO "nowhere" VALUES (1);' })
    await expect(migrate(url, { folder })).rejects.toThrow(/could not be migrated: /)
    await expect(migrate(url, { folder })).rejects.toThrow(/nowhere/)
    expect(await hasTable(url, 'more')).toBe(false)
    expect(await hasTable(url, 'runs')).toBe(true)
    const mended = historyWith({ [name]: 'CREATE TABLE "more" ("id" TEXT);' })
    expect(await migrate(url, { folder: mended })).toEqual([name])
    expect(await hasTable(url, 'more')).toBe(true)
  })

  test('an attempt that was killed is made again', async () => {
    const name = '29990101000000_more'
    const folder = historyWith({ [name]: 'CREATE TABLE "more" ("id" TEXT);' })
    const url = await databases.createEmpty()
    await migrate(url)
    // What a process leaves that was killed before its script was committed: the mark of the attempt, and no change.
    await runSql(
      url,
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at")
       VALUES ('killed', '', '${name}', CURRENT_TIMESTAMP)`,
    )
    expect(await migrate(url, { folder })).toEqual([name])
    expect(await migrate(url, { folder })).toEqual([])
  })

  test('says which folder holds no history', async () => {
    const url = await databases.createEmpty()
    await expect(migrate(url, { folder: '/nowhere' })).rejects.toThrow(`in /nowhere/${provider}, found none`)
  })
}
