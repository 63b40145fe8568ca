import { afterAll, describe } from 'vitest'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { runStoreSuite } from './run-store-suite.ts'

describe('on SQLite', () => {
  const databases = sqliteDatabases()
  afterAll(() => databases.close())
  runStoreSuite(databases)
})
