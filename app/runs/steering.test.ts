import { afterAll, describe } from 'vitest'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { steeringSuite } from './steering-suite.ts'

describe('on SQLite', () => {
  const databases = sqliteDatabases()
  afterAll(() => databases.close())
  steeringSuite(databases)
})
