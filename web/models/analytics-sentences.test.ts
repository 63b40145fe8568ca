import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analytics, totals } from '../test-support/example-analytics.ts'
import {
  costNote,
  costText,
  dayText,
  excludedText,
  scoresText,
  successNote,
  successText,
  tooFew,
  wilson,
} from './analytics-sentences.ts'

test('a rate of too few runs is not shown as one', () => {
  const four = totals({ runs: 6, outcomes: { improved: 4, unchanged: 0, failed: 0, cancelled: 2 }, successRate: 1 })
  expect([successText(four), successNote(four)]).toEqual([tooFew, '4 of 4 runs bettered the prompt'])
  const ten = totals({ runs: 10, outcomes: { improved: 7, unchanged: 2, failed: 1, cancelled: 0 }, successRate: 0.7 })
  expect([successText(ten), successNote(ten)]).toEqual([
    '70%',
    '7 of 10 runs bettered the prompt; 95% interval 40% to 89%',
  ])
  expect(successText(totals({ successRate: null }))).toBe(tooFew)
})

// Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %i in %i is that of the literature', (successes, runs, low, high) => {
  const found = wilson(successes, runs)
  expect(found.low).toBeCloseTo(low, 3)
  expect(found.high).toBeCloseTo(high, 3)
})

test('the interval holds the rate, within 0 and 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (runs, some) => {
      const successes = Math.min(some, runs)
      const { low, high } = wilson(successes, runs)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(low).toBeLessThanOrEqual(successes / runs)
      expect(high).toBeGreaterThanOrEqual(successes / runs)
      expect(high).toBeLessThanOrEqual(1)
    }),
    {
      numRuns: 1_000,
      examples: [
        [664, 0],
        [3, 3],
      ],
    },
  )
})

test('a cost that is not known is never a sum', () => {
  const cost = (usd: number, unknownRuns: number) => totals({ runs: 3, cost: { usd, unknownRuns } })
  expect([costText(cost(0, 3)), costNote(cost(0, 3))]).toEqual(['not known', 'that of 3 runs is not known'])
  expect(costText(cost(1.5, 1))).toBe('$1.50 + unknown')
  expect(costText(cost(1.5, 0))).toBe('$1.50')
})

test('says which runs are in no number', () => {
  expect(excludedText(analytics({ excluded: { simulated: 1, imported: 2 } }))).toBe(
    'Not counted: 1 run of the simulator and 2 imported runs, which took place elsewhere.',
  )
  expect(excludedText(analytics({ excluded: { simulated: 0, imported: 0 } }))).toBeNull()
})

test('days are those of UTC, and nothing scored is a dash', () => {
  expect(dayText('2026-05-04')).toBe('May 4')
  expect(scoresText(totals({ meanOriginalScore: null, meanBestScore: null }))).toBe('–')
  expect(scoresText(totals({ meanOriginalScore: 0.5, meanBestScore: 0.75 }))).toBe('50% → 75%')
})
