import { afterAll, describe } from 'vitest'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { keptRunsSuite } from './kept-runs-suite.ts'
import { runRequestsSuite } from './run-requests-suite.ts'
import { runsSuite } from './runs-suite.ts'
import { steeringSuite } from './steering-suite.ts'

describe('on SQLite', () => {
  const databases = sqliteDatabases()
  afterAll(() => databases.close())
  describe('runs', () => runsSuite(databases))
  describe('requests', () => runRequestsSuite(databases))
  describe('runs that are kept', () => keptRunsSuite(databases))
  describe('runs that are steered', () => steeringSuite(databases))
})
