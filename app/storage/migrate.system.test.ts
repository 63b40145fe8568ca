import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { postgresDatabases } from '../test-support/test-database.ts'
import { migrate } from './migrate.ts'
import { migrateSuite } from './migrate-suite.ts'
import { migrationsFolder, readMigrations } from './migration-files.ts'

const missing = missingPostgres()

const importMigrate = `import { migrate } from ${JSON.stringify(`${import.meta.dirname}/migrate.ts`)}`

/** A process of its own that migrates and prints what it applied. */
async function migrateInProcess(url: string): Promise<string[]> {
  const program = `${importMigrate}
    console.log(JSON.stringify(await migrate(${JSON.stringify(url)})))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program])
  return JSON.parse(stdout)
}

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())
  migrateSuite('postgresql', databases)

  test('three processes that start at once apply each migration once, and all three succeed', async () => {
    const url = await databases.createEmpty()
    const applied = await Promise.all([url, url, url].map(migrateInProcess))
    const names = readMigrations(migrationsFolder(), 'postgresql').map(({ name }) => name)
    expect(applied.flat()).toEqual(names)
    expect(await migrate(url)).toEqual([])
  })

  test('a process that has migrated ends at once', async () => {
    const url = await databases.createEmpty()
    const program = `${importMigrate}
      await migrate(${JSON.stringify(url)})
      const waited = performance.now()
      process.on('exit', () => console.log(performance.now() - waited))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program])
    expect(Number(stdout)).toBeLessThan(5_000) // a timer of Prisma's engine would keep it for 10 s
  })

  test('waits for another process that is migrating, longer than Prisma’s engine would, but not for ever', async () => {
    const url = await databases.createEmpty()
    const other = new Client({ connectionString: url })
    await other.connect()
    await other.query('SELECT pg_advisory_lock(72707369)')
    await expect(migrate(url, { lockWaitMs: 300 })).rejects.toThrow(/lock timeout/)
    const migrating = migrate(url)
    // Prisma's engine gives up after 10 s; we only see to it that it is not asked before the lock is there.
    const waiting = async () =>
      (await other.query('SELECT 1 FROM pg_locks WHERE locktype = $1 AND NOT granted', ['advisory'])).rowCount
    await expect.poll(waiting).toBe(1)
    await other.query('SELECT pg_advisory_unlock(72707369)')
    expect(await migrating).not.toEqual([])
    await other.end()
  })
})
