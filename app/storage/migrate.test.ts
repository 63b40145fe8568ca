import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { migrateSuite } from './migrate-suite.ts'
import { schemaEngineFile } from './migration-files.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

describe('on SQLite', () => {
  migrateSuite('sqlite', databases)

  test('gives its lock back: the file can be written as soon as migrating has ended', async () => {
    const url = await databases.createEmpty()
    await migrate(url)
    const [first, second] = [await openDatabase(url), await openDatabase(url)]
    for (const { client } of [first, second]) await client.$executeRaw`CREATE TABLE IF NOT EXISTS "x" ("id" TEXT)`
    await Promise.all([first.close(), second.close()])
  })
})

test('finds Prisma’s schema engine in its package when the source runs', () => {
  expect(readFileSync(schemaEngineFile()).subarray(0, 4)).toEqual(Buffer.from('\0asm'))
})
