import { expect, test } from 'vitest'
import type { OperationsSummary } from '../../infra/test-support/operations-summary.ts'
import { operationsRows } from './operations.ts'

const whole: OperationsSummary = {
  alarms: 2,
  runbooks: 2,
  procedures: 1,
  blocks: { 'read-only': 12, mutating: 7, manual: 1, unmarked: 0 },
  executed: 18,
  drilled: 2,
  passed: 2,
  notifySeconds: [0.3, 0.1, 0.2],
  orphanLinks: [],
}
const missed = (change: Partial<OperationsSummary>) =>
  operationsRows({ ...whole, ...change }).flatMap(({ measure, met }) => (met === false ? [measure] : []))

test('what is as it should be meets every goal', () => {
  expect(missed({})).toEqual([])
  expect(operationsRows(whole).map(({ value }) => value)).toEqual([
    ...['2', '2', '1', '12 / 7 / 1', '18, 90.0 %', '2, 100.0 %', '2 of 2'],
    ...['0.200 (0.100–0.300)', '0'],
  ])
})

test.each<[string, Partial<OperationsSummary>, string]>([
  ['an alarm without a runbook', { runbooks: 1 }, 'runbooks of alarms'],
  ['a block too few', { executed: 17 }, 'of these executed on the emulator'],
  ['an alarm that was not drilled', { drilled: 1, passed: 1 }, 'alarms drilled'],
  ['a drill that failed', { passed: 1 }, 'drills passed'],
  ['a link to nothing', { orphanLinks: ['README.md: gone.md'] }, 'links that open nothing'],
])('%s misses a goal', (_, change, measure) => {
  expect(missed(change)).toEqual([measure])
})

test('no drill at all is no success', () => {
  expect(missed({ drilled: 0, passed: 0, notifySeconds: [] })).toEqual(['alarms drilled', 'drills passed'])
})
