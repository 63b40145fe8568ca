import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scattered } from '../statistics/scattered.ts'
import { estimateUplift, gainsOf, noGains } from './uplift-estimate.ts'

const gain = fc.double({ min: -1, max: 1, noNaN: true })
const some = fc.array(gain, { minLength: 1, maxLength: 30 })
const estimate = (offered: readonly number[], withheld: readonly number[]) => {
  const found = estimateUplift(gainsOf(offered), gainsOf(withheld))
  if (found === null) throw new Error('Expected an estimate')
  return found
}

test('is none until there are runs with and without the lesson', () => {
  expect(estimateUplift(noGains, noGains)).toBeNull()
  expect(estimateUplift(gainsOf([0.5, 0.5]), noGains)).toBeNull()
  expect(estimateUplift(noGains, gainsOf([0.1]))).toBeNull()
})

test('is what the formula gives, worked by hand', () => {
  // Deviations 0.02 and 0.005; variance (4 * 0.0225 + 0.025) / 6; its half for the error; trust 0.01 / (0.01 + error).
  const error = (0.115 / 6) * (1 / 2 + 1 / 2)
  const trust = 0.01 / (0.01 + error)
  const half = 1.96 * Math.sqrt(error * trust)
  const found = estimate([0.2, 0.4], [0.05, 0.15])
  expect(found.mean).toBeCloseTo(0.2 * trust, 12)
  expect(found.lower).toBeCloseTo(0.2 * trust - half, 12)
  expect(found.upper).toBeCloseTo(0.2 * trust + half, 12)
})

test('rises when runs with the lesson gain more, and falls when those without do', () => {
  fc.assert(
    fc.property(some, some, fc.double({ min: 0.001, max: 1, noNaN: true }), (offered, withheld, more) => {
      const before = estimate(offered, withheld)
      const raised = (gains: readonly number[]) => gains.map((each) => each + more)
      for (const bound of ['mean', 'lower', 'upper'] as const) {
        expect(estimate(raised(offered), withheld)[bound]).toBeGreaterThan(before[bound])
        expect(estimate(offered, raised(withheld))[bound]).toBeLessThan(before[bound])
      }
    }),
  )
})

test('is nearer to 0 than the difference of the means, on its side, within its interval', () => {
  fc.assert(
    fc.property(some, some, (offered, withheld) => {
      const mean = (gains: readonly number[]) => gains.reduce((sum, each) => sum + each, 0) / gains.length
      const difference = mean(offered) - mean(withheld)
      const found = estimate(offered, withheld)
      expect(Math.abs(found.mean)).toBeLessThanOrEqual(Math.abs(difference) + 1e-12)
      expect(found.mean * difference).toBeGreaterThanOrEqual(-1e-12)
      expect(found.lower).toBeLessThan(found.mean)
      expect(found.upper).toBeGreaterThan(found.mean)
    }),
  )
})

test('trusts the same difference more, the more runs show it', () => {
  fc.assert(
    fc.property(some, some, fc.integer({ min: 2, max: 5 }), (offered, withheld, times) => {
      const repeated = (gains: readonly number[]) => Array.from({ length: times }, () => gains).flat()
      const [few, many] = [estimate(offered, withheld), estimate(repeated(offered), repeated(withheld))]
      expect(Math.abs(many.mean)).toBeGreaterThanOrEqual(Math.abs(few.mean) - 1e-12)
      expect(many.upper - many.lower).toBeLessThan(few.upper - few.lower)
    }),
  )
})

test('says of a lesson that does nothing that it does in at most 5 % of 2,000 draws, at few and many runs', () => {
  for (const [offered, withheld] of [
    [6, 2],
    [12, 6],
    [40, 20],
  ] as const) {
    let wrong = 0
    for (let draw = 0; draw < 2_000; draw++) {
      // Gains as runs have them: often nothing, sometimes a lot; far from normal.
      const gains = (arm: number, runs: number) =>
        Array.from({ length: runs }, (_, run) => {
          const drawn = scattered(draw, arm, run)
          return drawn < 0.5 ? 0 : drawn - 0.5
        })
      const { lower, upper } = estimate(gains(1, offered), gains(2, withheld))
      if (lower > 0 || upper < 0) wrong++
    }
    expect(wrong).toBeLessThanOrEqual(100)
    expect(wrong).toBeGreaterThan(0)
  }
})
