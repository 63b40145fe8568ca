import { afterAll, describe } from 'vitest'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { runsSuite } from './runs-suite.ts'

describe('on SQLite', () => {
  const databases = sqliteDatabases()
  afterAll(() => databases.close())
  runsSuite(databases)
})
