import { expect, test } from 'vitest'
import { type DeployedStack, databaseSwitchProblems } from './database-switch.ts'
import type { Settings } from './settings-table.ts'

const problems = (
  database: Settings['database'],
  abandonDatabase: string | undefined,
  deployed: DeployedStack | undefined,
) => databaseSwitchProblems({ stack: 'prod', database, abandonDatabase }, deployed)
const postgres = { database: 'postgres', deletionProtection: false } as const
const sqlite = { database: 'sqlite', deletionProtection: true } as const

test('a first update may have either database, and a later one the same', () => {
  expect(problems('postgres', undefined, undefined)).toEqual([])
  expect(problems('sqlite', undefined, undefined)).toEqual([])
  expect(problems('postgres', undefined, postgres)).toEqual([])
  expect(problems('sqlite', undefined, sqlite)).toEqual([])
})

test('another database is refused, saying what happens to the data', () => {
  expect(problems('sqlite', undefined, postgres)).toMatchObject([
    {
      key: 'database',
      what: 'is sqlite, but the data of this stack is in postgres: it does not move along, and the PostgreSQL instance would be deleted',
      mend: [
        'pulumi config set mpla:database postgres --stack prod',
        'pulumi config set mpla:abandonDatabase postgres --stack prod',
      ],
    },
  ])
  expect(problems('postgres', undefined, sqlite)).toMatchObject([
    {
      what: 'is postgres, but the data of this stack is in sqlite: it does not move along, and would stay behind on the volume',
    },
  ])
})

test('it is taken when the data is given up by name; the name of the other database gives up nothing', () => {
  expect(problems('sqlite', 'postgres', postgres)).toEqual([])
  expect(problems('postgres', 'sqlite', sqlite)).toEqual([])
  expect(problems('sqlite', 'sqlite', postgres)).toHaveLength(1)
  expect(problems('postgres', 'postgres', sqlite)).toHaveLength(1)
})

test('an instance that is protected must be unprotected by an update of its own', () => {
  const deployed = { ...postgres, deletionProtection: true }
  expect(problems('sqlite', 'postgres', deployed).map(({ key, mend }) => ({ key, mend }))).toEqual([
    {
      key: 'deletionProtection',
      mend: [
        'pulumi config set mpla:database postgres --stack prod; pulumi config set mpla:deletionProtection false --stack prod; pulumi up --stack prod',
      ],
    },
  ])
  expect(problems('sqlite', undefined, deployed).map(({ key }) => key)).toEqual(['database', 'deletionProtection'])
})
