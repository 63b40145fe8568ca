import { afterAll, describe } from 'vitest'
import { sqliteDatabases } from '../../test-support/test-database.ts'
import { searchSuite } from './search-suite.ts'

describe('on SQLite', () => {
  const databases = sqliteDatabases()
  afterAll(() => databases.close())
  searchSuite(databases)
})
