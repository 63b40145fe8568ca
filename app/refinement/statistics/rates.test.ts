import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signTest, wilsonInterval } from './rates.ts'
import vectors from './rates-vectors.json' with { type: 'json' }

test('Wilson’s intervals are SciPy’s, to 1e-9', () => {
  expect(vectors.wilson.length).toBeGreaterThan(10)
  for (const { hits, trials, lower, upper } of vectors.wilson) {
    const interval = wilsonInterval(hits, trials)
    expect(interval?.lower).toBeCloseTo(lower, 9)
    expect(interval?.upper).toBeCloseTo(upper, 9)
  }
})

test('sign tests are SciPy’s, to 1e-9', () => {
  expect(vectors.sign.length).toBeGreaterThan(10)
  for (const { wins, losses, p } of vectors.sign) expect(signTest(wins, losses)).toBeCloseTo(p, 9)
})

test('an interval holds the rate, is the mirror image for the misses, and shrinks with more trials', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, share) => {
      const hits = Math.round(trials * share)
      const { lower, upper } = wilsonInterval(hits, trials) ?? { lower: Number.NaN, upper: Number.NaN }
      expect(lower).toBeGreaterThanOrEqual(0)
      expect(upper).toBeLessThanOrEqual(1)
      expect(lower).toBeLessThanOrEqual(hits / trials)
      expect(upper).toBeGreaterThanOrEqual(hits / trials)
      expect(wilsonInterval(trials - hits, trials)?.lower).toBeCloseTo(1 - upper, 12)
      const wider = wilsonInterval(4 * hits, 4 * trials)
      expect((wider?.upper ?? 1) - (wider?.lower ?? 0)).toBeLessThan(upper - lower)
    }),
    { numRuns: 100 },
  )
})

test('a sign test does not care for sides, says nothing of nothing, and takes even thousands', () => {
  expect(signTest(0, 0)).toBe(1)
  expect(signTest(3, 9)).toBe(signTest(9, 3))
  expect(signTest(5_000, 0)).toBeGreaterThanOrEqual(0)
  expect(wilsonInterval(0, 0)).toBeNull()
})

test('what is no count is refused', () => {
  expect(() => wilsonInterval(3, 2)).toThrow('found 3 of 2')
  expect(() => wilsonInterval(0.5, 2)).toThrow('found 0.5 of 2')
  expect(() => signTest(-1, 2)).toThrow('found -1 and 2')
  expect(() => signTest(Number.NaN, 2)).toThrow('found NaN')
})
