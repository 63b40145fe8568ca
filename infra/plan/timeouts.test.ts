import { expect, test } from 'vitest'
import {
  brokenTimeoutRules,
  deployBudget,
  deriveTimeouts,
  failureTime,
  type Timeouts,
  timeoutRules,
} from './timeouts.ts'

const timeouts = deriveTimeouts()

test('every duration fits the others', () => {
  expect(brokenTimeoutRules(timeouts).map(({ rule }) => rule)).toEqual([])
})

/** For each rule, in order, a value that breaks it: a rule that nothing breaks proves nothing. */
const breaking: readonly Partial<Timeouts>[] = [
  { heartbeat: 40 },
  { keepAlive: 120 },
  { healthTimeout: 15 },
  { grace: 60 },
  { containerStart: 10 },
  { shutdownGrace: 60 },
  { deregistration: 60 },
  { migration: 130 },
  { upLimit: 600 },
]

test.each(timeoutRules.map((rule, index) => ({ ...rule, change: breaking[index] })))(
  'notices when it is not so that $rule',
  ({ rule, change }) => {
    if (change === undefined) throw new Error('Give this rule a value that breaks it')
    expect(brokenTimeoutRules({ ...timeouts, ...change }).map((each) => each.rule)).toContain(rule)
  },
)

test('adds the phases of a deployment up, and fails within the time `up` waits', () => {
  const { phases, total } = deployBudget(timeouts)
  expect(total).toBe(60 + 120 + 30 + 15 + 30 + 60)
  expect(Object.keys(phases)).toHaveLength(6)
  expect(failureTime(timeouts)).toBe(60 + 165 + 45)
})
