import { afterAll, describe } from 'vitest'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { postgresDatabases } from '../test-support/test-database.ts'
import { lessonStoreSuite } from './lesson-store-suite.ts'

const missing = missingPostgres()

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())
  lessonStoreSuite(databases)
})
