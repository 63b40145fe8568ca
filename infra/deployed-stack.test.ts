import { expect, test } from 'vitest'
import { recordStack } from './test-support/mocks.ts'

/** Outputs as an update leaves them. */
const onPostgres = { fileSystem: 'fs-1', database: 'mpla-prod', deletionProtection: false }
const onSqlite = { fileSystem: 'fs-1', deletionProtection: false }
const toSqlite = { database: 'sqlite', maxTasks: '1' }

const outcome = (settings: Record<string, string>, deployed: Record<string, unknown>) =>
  recordStack('prod', settings, { deployed }).then(
    ({ resources }) => `${resources.filter(({ type }) => type === 'aws:rds/instance:Instance').length} instance`,
    (error: Error) => error.message,
  )

test('what a stack stored is not left behind by a changed setting alone', async () => {
  expect(await outcome(toSqlite, onPostgres)).toMatch(/^One setting .+\n\nmpla:database is sqlite, but the data/)
  expect(await outcome({}, onSqlite)).toMatch(/^One setting .+\n\nmpla:database is postgres, but the data/)
})

test('it is left behind when that is said', async () => {
  expect(await outcome({ ...toSqlite, abandonDatabase: 'postgres' }, onPostgres)).toBe('0 instance')
  expect(await outcome({ abandonDatabase: 'sqlite' }, onSqlite)).toBe('1 instance')
})

test('a stack that was unprotected by the same update counts as protected, because in AWS it still is', async () => {
  const settings = { ...toSqlite, abandonDatabase: 'postgres', deletionProtection: 'false' }
  expect(await outcome(settings, { ...onPostgres, deletionProtection: true })).toMatch(
    /mpla:deletionProtection is true/,
  )
})

test('an update that never ended leaves no outputs, and nothing to lose', async () => {
  expect(await outcome(toSqlite, {})).toBe('0 instance')
})
