import { expect, test } from 'vitest'
import type { Measurement } from '../../app/test-support/cloudwatch.ts'
import { alarms } from '../../infra/plan/alarms/alarms.ts'
import { settingsOf } from '../../infra/test-support/settings.ts'
import { evaluate, isBeyond, type Observed, signalValue } from './alarm-signal.ts'

const service = 'mpla-drill'
const measured = (name: string, values: number[], dimensions = {}, at = 5): Measurement => ({
  name,
  unit: 'Count',
  dimensions,
  values,
  at,
})
const observed = (...measurements: Measurement[]): Observed => ({ service, measurements, logLines: [] })
const period = { from: 1, to: 10 }

test('metric math is computed as CloudWatch does, without data too', () => {
  expect(evaluate('IF(FILL(a, 0) >= 10, 100 * FILL(b, 0) / FILL(a, 0), 0)', { a: 20, b: 5 })).toBe(25)
  expect(evaluate('IF(FILL(a, 0) >= 10, 100, 0)', { a: undefined })).toBe(0)
  expect(evaluate('MAX([IF(a > 1, 2, 3), 1.5])', { a: 1 })).toBe(3)
  expect(evaluate('a - b', { a: 1, b: undefined })).toBeUndefined()
  expect(() => evaluate('ANOMALY_DETECTION_BAND(a)', { a: 1 })).toThrow('metric math')
})

test('every expression of the registry can be computed', () => {
  const signals = alarms.map(({ signal }) => signal(settingsOf('prod'))).filter((signal) => 'expression' in signal)
  expect(signals.length).toBeGreaterThan(5)
  for (const { expression, metrics } of signals) {
    const ones = Object.fromEntries(Object.keys(metrics).map((id) => [id, 1]))
    expect([expression, evaluate(expression, ones)]).toEqual([expression, expect.any(Number)])
  }
})

test('a statistic is taken over the period and the dimensions of the alarm alone', () => {
  const failed = (values: number[], at?: number, name = service) =>
    measured('mpla_runs_stuck', values, { service: name }, at)
  const value = signalValue(
    'stuck-runs',
    observed(failed([0]), failed([2]), failed([9], 11), failed([9], 5, 'x')),
    period,
  )
  expect(value).toBe(2)
})

test('a percentile is a value that was measured', () => {
  const requests = measured('RequestCount', [100])
  const times = (slow: number) =>
    measured('TargetResponseTime', [...Array(100 - slow).fill(0.01), ...Array(slow).fill(3)])
  expect(isBeyond('slow-responses', observed(requests, times(5)), period)).toBe(false)
  expect(isBeyond('slow-responses', observed(requests, times(6)), period)).toBe(true)
  expect(signalValue('latency-budget', observed(requests, times(3)), period)).toBeCloseTo(3)
})

test('missing data means what the alarm says', () => {
  expect(isBeyond('no-healthy-hosts', observed(), period)).toBe(true)
  expect(isBeyond('unhealthy-hosts', observed(), period)).toBe(false)
})

test('lines of the log are counted by their level', () => {
  const line = (level: string, at: number) => ({ level, time: new Date(at).toISOString() })
  const logLines = [line('error', 2), line('fatal', 3), line('warn', 3), line('error', 11)]
  expect(signalValue('error-lines', { service, measurements: [], logLines }, period)).toBe(2)
})
