import { afterAll, describe } from 'vitest'
import { missingPostgres } from '../test-support/postgres-server.ts'
import { postgresDatabases } from '../test-support/test-database.ts'
import { keptRunsSuite } from './kept-runs-suite.ts'
import { runRequestsSuite } from './run-requests-suite.ts'
import { runsSuite } from './runs-suite.ts'
import { steeringSuite } from './steering-suite.ts'

const missing = missingPostgres()

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`, () => {
  const databases = postgresDatabases()
  afterAll(() => databases.close())
  describe('runs', () => runsSuite(databases))
  describe('requests', () => runRequestsSuite(databases))
  describe('runs that are kept', () => keptRunsSuite(databases))
  describe('runs that are steered', () => steeringSuite(databases))
})
