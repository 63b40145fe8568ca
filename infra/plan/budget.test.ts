import fc from 'fast-check'
import { expect, test } from 'vitest'
import { budgetFactor, budgetLimit, budgetNotices, budgetTagFilter } from './budget.ts'
import { stackTags } from './names.ts'

const items = (monthlyUsd: number) => [{ what: 'x', monthlyUsd }]

test('the limit is one and a half times the estimate, rounded up to ten', () => {
  expect(budgetLimit([...items(60), ...items(40)], { budgetUsd: undefined })).toBe(150)
  expect(budgetLimit(items(101), { budgetUsd: undefined })).toBe(160)
  expect(budgetLimit(items(3), { budgetUsd: undefined })).toBe(10)
})

test('the setting overrides the estimate, also one that is not known', () => {
  expect(budgetLimit(items(100), { budgetUsd: 20 })).toBe(20)
  expect(budgetLimit(items(Number.NaN), { budgetUsd: 500 })).toBe(500)
})

test('a price that is not known is said, not guessed', () => {
  const unknown = [{ what: 'RDS: db.x2g.large', monthlyUsd: Number.NaN }, ...items(5)]
  expect(() => budgetLimit(unknown, { budgetUsd: undefined })).toThrow(/RDS: db\.x2g\.large; set mpla:budgetUsd/)
})

test('whatever the estimate, a month as dear as it is no alarm, and one twice as dear is', () => {
  fc.assert(
    fc.property(fc.double({ min: 20, max: 10_000, noNaN: true }), (estimate) => {
      const limit = budgetLimit(items(estimate), { budgetUsd: undefined })
      expect(limit).toBeGreaterThanOrEqual(estimate * budgetFactor)
      expect(limit).toBeLessThan(2 * estimate)
    }),
  )
})

test('somebody is told before the limit is reached, and when it will be', () => {
  expect(budgetNotices.length).toBeLessThanOrEqual(5)
  expect(budgetNotices).toContainEqual({ type: 'FORECASTED', percent: 100 })
  expect(Math.min(...budgetNotices.map(({ percent }) => percent))).toBeLessThan(100)
})

test('the filter is the tag that every resource of the stack has', () => {
  expect(budgetTagFilter(stackTags('prod', 'prod'))).toEqual(['user:stack$prod'])
  expect(() => budgetTagFilter({ project: 'mpla' })).toThrow(/tags of a stack/)
})
