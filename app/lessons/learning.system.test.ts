import { afterAll, describe } from 'vitest'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { postgresDatabases } from '../test-support/test-database.ts'
import { learningSuite } from './learning-suite.ts'

const missing = missingPostgres()

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())
  learningSuite(databases)
})
