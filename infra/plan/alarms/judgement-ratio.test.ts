import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../../../runbooks/faults/alarm-signal.ts'
import { settingsOf } from '../../test-support/settings.ts'
import { alarms } from './alarms.ts'
import { judgementFloor } from './application.ts'

const alarm = alarms.find(({ id }) => id === 'invalid-judgement-ratio')
const fires = (valid: number | undefined, repaired: number | undefined, invalid: number | undefined) => {
  const signal = alarm?.signal(settingsOf('prod'))
  if (!alarm || !signal || !('expression' in signal)) throw new Error('Expected the ratio to be an expression')
  return (evaluate(signal.expression, { valid, repaired, invalid }) ?? 0) >= alarm.threshold.value
}

test('no judgements, a few that are all invalid, or one in twenty are no alarm', () => {
  expect([fires(undefined, undefined, undefined), fires(0, 0, judgementFloor - 1), fires(19, 0, 1)]).toEqual([
    false,
    false,
    false,
  ])
})

test('two in twenty are one, and so is a judge that nobody has ever understood', () => {
  expect([fires(18, 0, 2), fires(0, 0, judgementFloor)]).toEqual([true, true])
})

test('one that took mending is none that could not be used', () => {
  expect([fires(0, 100, 9), fires(0, 90, 10)]).toEqual([false, true])
})

test('fires exactly where a tenth of enough judgements is invalid', () => {
  const count = fc.nat(300)
  fc.assert(
    fc.property(count, count, count, (valid, repaired, invalid) => {
      const all = valid + repaired + invalid
      expect(fires(valid, repaired, invalid)).toBe(all >= judgementFloor && (100 * invalid) / all >= 10)
    }),
  )
})

/** Independent replies, each of which is of no use with this chance. */
const invalidPercent = (uselessReplies: number) => 100 * uselessReplies ** 3

test('the reason of the threshold: it takes nearly every second reply', () => {
  expect(invalidPercent(0.46)).toBeLessThan(10)
  expect(invalidPercent(0.47)).toBeGreaterThan(10)
})
