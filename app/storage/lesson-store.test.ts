import { afterAll, describe } from 'vitest'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { lessonStoreSuite } from './lesson-store-suite.ts'

describe('on SQLite', () => {
  const databases = sqliteDatabases()
  afterAll(() => databases.close())
  lessonStoreSuite(databases)
})
