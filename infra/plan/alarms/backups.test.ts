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
  if (!failed || !('event' in failed)) throw new Error('Expected an alarm on events')
  const { state, backupVaultName, backupVaultArn } = failed.event['detail'] as {
    state: string[]
    backupVaultName: { prefix: string }[]
    backupVaultArn: { 'anything-but': { wildcard: string } }[]
  }
  expect(state).toEqual(['FAILED', 'ABORTED', 'EXPIRED'])
  // As EventBridge matches: a star is any characters.
  const matches = (vault: string) =>
    backupVaultName.some(({ prefix }) => vault.startsWith(prefix)) &&
    backupVaultArn.some(
      ({ 'anything-but': { wildcard } }) =>
        !new RegExp(`^${wildcard.replaceAll('*', '.*')}$`).test(
          `arn:aws:backup:eu-west-1:123456789012:backup-vault:${vault}`,
        ),
    )
  expect(matches('mpla-prod-backups-4a271c8')).toBe(true)
  for (const other of [
    'mpla-prod-backups-backups-4a271c8',
    'mpla-prod-backups-eu-backups-4a271c8',
    'mpla-dev-backups-4a271c8',
  ])
    expect(matches(other), other).toBe(false)
})
