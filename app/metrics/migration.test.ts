import { expect, test } from 'vitest'
import { measurementsIn, valuesOf } from '../test-support/cloudwatch.ts'
import { measuredMigration } from './migration.ts'

const service = 'mpla-test'

async function published(migrate: () => Promise<string>, MPLA_EMF_SERVICE = service) {
  const lines: string[] = []
  const outcome = await measuredMigration(migrate, { MPLA_EMF_SERVICE }, (line) => lines.push(`${line}\n`)).catch(
    String,
  )
  const measurements = measurementsIn(lines.join(''))
  const values = (name: string) => valuesOf(measurements, `mpla_migration_${name}`, { service })
  return { outcome, success: values('success'), seconds: values('duration_seconds') }
}

test('publishes that a migration went well, and how long it took', async () => {
  const { outcome, success, seconds } = await published(async () => 'applied')
  expect([outcome, success]).toEqual(['applied', [1]])
  expect(seconds).toEqual([expect.any(Number)])
})

test('publishes that a migration failed, and fails as it does', async () => {
  const { outcome, success, seconds } = await published(async () => Promise.reject(new Error('no table')))
  expect([outcome, success, seconds.length]).toEqual(['Error: no table', [0], 1])
})

test('publishes nothing unless it is told where to', async () => {
  expect(await published(async () => 'applied', '')).toEqual({ outcome: 'applied', success: [], seconds: [] })
})
