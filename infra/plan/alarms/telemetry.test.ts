import { expect, test } from 'vitest'
import { evaluate } from '../../../runbooks/faults/alarm-signal.ts'
import { settingsOf } from '../../test-support/settings.ts'
import { telemetryAlarms } from './telemetry.ts'

/** The value of a data point of an alarm, by what was measured; undefined without data. */
function valueIn(id: string, measured: Readonly<Record<string, number>>): number | undefined {
  const signal = telemetryAlarms.find((alarm) => alarm.id === id)?.signal(settingsOf('prod'))
  if (!signal || !('expression' in signal)) throw new Error(`Expected ${id} to be metric math`)
  const none = Object.fromEntries(Object.keys(signal.metrics).map((name) => [name, undefined]))
  return evaluate(signal.expression, { ...none, ...measured })
}

test('reports are missing only while a task is healthy', () => {
  expect(valueIn('metrics-missing', { healthy: 2, reports: 10 })).toBe(10)
  expect(valueIn('metrics-missing', { healthy: 1 })).toBe(0)
  expect(valueIn('metrics-missing', { healthy: 0 })).toBe(1)
})

test('both kinds of lines that cannot be read count', () => {
  expect(valueIn('metrics-unreadable', {})).toBe(0)
  expect(valueIn('metrics-unreadable', { unparsed: 1, invalid: 2 })).toBe(3)
})
