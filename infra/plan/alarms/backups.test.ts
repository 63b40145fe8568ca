import { expect, test } from 'vitest'
import { evaluate } from '../../../runbooks/faults/alarm-signal.ts'
import { settingsOf } from '../../test-support/settings.ts'
import { backupAlarms } from './backups.ts'

const missing = backupAlarms.find(({ id }) => id === 'backup-missing')

/** What a day counts, by the metrics of that day; undefined where AWS wrote nothing. */
function dayOf(stack: 'prod' | 'dev', day: Readonly<Record<string, number>>): number | undefined {
  const signal = missing?.signal(settingsOf(stack))
  if (!signal || !('expression' in signal)) throw new Error('Expected backup-missing to be metric math')
  const none = Object.fromEntries(Object.keys(signal.metrics).map((id) => [id, undefined]))
  return evaluate(signal.expression, { ...none, ...day })
}

test('a day has as many backups as what has the fewest', () => {
  expect(dayOf('prod', { mounted: 1440, volumes: 1, databases: 1 })).toBe(1)
  expect(dayOf('prod', { mounted: 1440, volumes: 2 })).toBe(0)
  expect(dayOf('prod', { mounted: 1440 })).toBe(0)
  expect(dayOf('dev', { mounted: 1440, volumes: 1 })).toBe(1)
  expect(dayOf('dev', { mounted: 1440 })).toBe(0)
})

test('a day before the stack was there is none without a backup, so a new stack begins in peace', () => {
  expect([dayOf('prod', {}), dayOf('dev', {})]).toEqual([1, 1])
})

test('only days in a row fire, so neither a first day nor one failed backup does', () => {
  expect(missing?.evaluation).toEqual({ period: 86_400, datapoints: 3, of: 3 })
  expect(missing?.missingData.means).toBe('notBreaching')
})

test('a backup that fails is told of this stack alone', () => {
  const failed = backupAlarms.find(({ id }) => id === 'backup-failed')?.signal(settingsOf('prod'))
  expect(failed).toMatchObject({
    event: { detail: { state: ['FAILED', 'ABORTED', 'EXPIRED'], backupVaultName: [{ prefix: 'mpla-prod-backups-' }] } },
  })
})
