import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../../../runbooks/faults/alarm-signal.ts'
import { settingsOf } from '../../test-support/settings.ts'
import { alarms } from './alarms.ts'
import { trafficFloor } from './load-balancer.ts'

const alarm = alarms.find(({ id }) => id === 'server-error-ratio')
const fires = (requests: number | undefined, targetErrors: number | undefined, balancerErrors: number | undefined) => {
  const signal = alarm?.signal(settingsOf('prod'))
  if (!alarm || !signal || !('expression' in signal)) throw new Error('Expected server-error-ratio to be an expression')
  return (evaluate(signal.expression, { requests, targetErrors, balancerErrors }) ?? 0) > alarm.threshold.value
}

test('no requests, one error among few, or one among twenty are no alarm', () => {
  expect([fires(undefined, undefined, undefined), fires(3, 3, 0), fires(trafficFloor, 1, undefined)]).toEqual([
    false,
    false,
    false,
  ])
})

test('two errors among twenty are one', () => {
  expect(fires(trafficFloor, 2, undefined)).toBe(true)
})

test('so is a load balancer that finds no target for anybody, which counts no requests', () => {
  expect(fires(undefined, undefined, trafficFloor)).toBe(true)
})

test('fires exactly where the share of errors is above 5 % of enough traffic', () => {
  const count = fc.nat(500)
  fc.assert(
    fc.property(count, count, count, (answered, targetErrors, balancerErrors) => {
      const all = answered + targetErrors + balancerErrors
      const expected = all >= trafficFloor && (100 * (targetErrors + balancerErrors)) / all > 5
      expect(fires(answered + targetErrors, targetErrors, balancerErrors)).toBe(expected)
    }),
  )
})
