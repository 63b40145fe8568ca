import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cohensKappa, type Ratings } from './agreement.ts'
import { scattered } from './scattered.ts'

const of = (bothYes: number, firstYes: number, secondYes: number, bothNo: number): Ratings => ({
  bothYes,
  firstYes,
  secondYes,
  bothNo,
})
const value = (shares: readonly number[]): number => {
  const [a = 0, b = 0, c = 0, d = 0] = shares
  const chance = (a + b) * (a + c) + (c + d) * (b + d)
  return (a + d - chance) / (1 - chance)
}

describe('Cohen’s kappa', () => {
  test('is that of the textbook example', () => {
    // 50 grant proposals: observed 0.7, by chance 0.5.
    expect(cohensKappa(of(20, 5, 10, 15))?.kappa).toBeCloseTo(0.4, 12)
  })

  test('is 1 when all agree, 0 when they agree as by chance, -1 when never', () => {
    expect(cohensKappa(of(10, 0, 0, 10))).toEqual({ kappa: 1, lower: 1, upper: 1 })
    expect(cohensKappa(of(25, 25, 25, 25))?.kappa).toBeCloseTo(0, 12)
    expect(cohensKappa(of(0, 10, 10, 0))?.kappa).toBeCloseTo(-1, 12)
  })

  test('says nothing without ratings, or of raters who only ever say one thing', () => {
    expect(cohensKappa(of(0, 0, 0, 0))).toBeNull()
    expect(cohensKappa(of(9, 0, 0, 0))).toBeNull()
    expect(() => cohensKappa(of(-1, 0, 0, 1))).toThrow('whole counts')
    expect(() => cohensKappa(of(0.5, 0, 0, 1))).toThrow('whole counts')
  })

  test('has the variance that the delta method gives by numbers alone', () => {
    const count = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(fc.tuple(count, count, count, count), (counts) => {
        const n = counts.reduce((sum, each) => sum + each, 0)
        const shares = counts.map((each) => each / n)
        const step = 1e-6
        const gradient = shares.map((_, at) => {
          const moved = (by: number) => value(shares.map((share, index) => (index === at ? share + by : share)))
          return (moved(step) - moved(-step)) / (2 * step)
        })
        const mean = gradient.reduce((sum, each, at) => sum + each * (shares[at] ?? 0), 0)
        const variance = (gradient.reduce((sum, each, at) => sum + each ** 2 * (shares[at] ?? 0), 0) - mean ** 2) / n
        const [bothYes, firstYes, secondYes, bothNo] = counts
        const found = cohensKappa(of(bothYes, firstYes, secondYes, bothNo))
        const half = 1.959963984540054 * Math.sqrt(variance)
        // `value` takes shares that do not sum to 1 as they are; along the simplex both are the same function.
        if (found !== null && found.lower > -1 && found.upper < 1)
          expect((found.upper - found.lower) / 2).toBeCloseTo(half, 4)
      }),
    )
  })

  test('has an interval that covers the true one about as often as it says', () => {
    // The first says yes to half; the second agrees in 80 %: kappa 0.6.
    const repetitions = 2_000
    let covered = 0
    for (let nth = 0; nth < repetitions; nth++) {
      const counts = [0, 0, 0, 0]
      for (let rating = 0; rating < 60; rating++) {
        const first = scattered(nth, rating, 1) < 0.5
        const second = scattered(nth, rating, 2) < 0.8 ? first : !first
        counts[first ? (second ? 0 : 1) : second ? 2 : 3] = (counts[first ? (second ? 0 : 1) : second ? 2 : 3] ?? 0) + 1
      }
      const [a = 0, b = 0, c = 0, d = 0] = counts
      const found = cohensKappa(of(a, b, c, d))
      if (found !== null && found.lower <= 0.6 && found.upper >= 0.6) covered++
    }
    expect(covered / repetitions).toBeGreaterThan(0.92)
    expect(covered / repetitions).toBeLessThan(0.97)
  })
})
