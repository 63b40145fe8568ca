import { afterAll, describe, expect, test } from 'vitest'
import { missingPostgres } from '../app/test-support/postgres-server.ts'
import { postgresDatabases } from '../app/test-support/test-database.ts'
import { modelDifference } from './model-difference.ts'

const missing = missingPostgres()

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())

  test('the history ends in exactly the models', async () => {
    expect(await modelDifference('postgresql', await databases.create())).toBe('')
  })

  test('a database without the migrations differs from the models', async () => {
    expect(await modelDifference('postgresql', await databases.createEmpty())).toContain('CREATE TABLE "run_events"')
  })
})
