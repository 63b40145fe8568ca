import { readdirSync } from 'node:fs'
import { createClient } from '@libsql/client'
import { afterAll, expect, test } from 'vitest'
import { migrationsFolder, readMigrations } from '../app/storage/migration-files.ts'
import { sqliteDatabases } from '../app/test-support/test-database.ts'
import { destructiveSteps } from './destructive-sql.ts'
import { modelDifference } from './model-difference.ts'
import { providers, renderSchema, schemaText } from './render-schema.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

test('SQLite’s history ends in exactly the models', async () => {
  const url = await databases.create()
  expect(await modelDifference('sqlite', url)).toBe('')
  const client = createClient({ url })
  await client.execute('ALTER TABLE "runs" ADD COLUMN "stray" TEXT')
  client.close()
  expect(await modelDifference('sqlite', url)).toContain('"runs"')
})

test('both histories have the same migrations, and nothing else is in the folder', () => {
  const folder = migrationsFolder()
  const [sqlite, postgresql] = providers.map((provider) => readMigrations(folder, provider).map(({ name }) => name))
  expect(sqlite).toEqual(postgresql)
  expect(sqlite).toEqual(readdirSync(`${folder}/sqlite`))
  expect(readdirSync(folder)).toEqual(['postgresql', 'sqlite'])
  for (const name of sqlite ?? []) expect(name).toMatch(/^\d{14}_[a-z][a-z0-9_]*$/)
})

test.each(providers)('no migration of %s breaks a version that is still running', (provider) => {
  const broken = readMigrations(migrationsFolder(), provider)
    .map(({ name, sql }) => ({ name, steps: destructiveSteps(sql) }))
    .filter(({ steps }) => steps.length > 0)
  expect(broken).toEqual([])
})

test('refuses to render a schema whose provider line it cannot find', () => {
  expect(renderSchema(schemaText(), 'postgresql', './x')).toContain('provider = "postgresql"')
  expect(() => renderSchema(schemaText().replace('"sqlite"', '"mysql"'), 'postgresql', './x')).toThrow(/found 0/)
})
