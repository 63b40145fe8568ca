import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparePaired, leastPairs } from './paired-comparison.ts'
import { scattered } from './scattered.ts'

const difference = fc.double({ min: -1, max: 1, noNaN: true }).map((value) => Math.round(value * 1e4) / 1e4)
const differences = (most: number) => fc.array(difference, { minLength: leastPairs, maxLength: most })

/** All ways to give the values signs. */
const signed = (values: readonly number[]): number[][] =>
  Array.from({ length: 2 ** values.length }, (_, pattern) =>
    values.map((value, index) => (((pattern >> index) & 1) === 1 ? -value : value)),
  )

test('of all ways in which luck alone can sign the differences, at most 2.5 % say better, and as many worse', () => {
  fc.assert(
    fc.property(differences(9), (values) => {
      const verdicts = signed(values).map((each) => comparePaired(each).verdict)
      for (const verdict of ['better', 'worse'])
        expect(verdicts.filter((each) => each === verdict).length / verdicts.length).toBeLessThanOrEqual(0.025)
    }),
    { numRuns: 15 },
  )
})

test('of luck with more pairs than can be enumerated, about as few', () => {
  const values = Array.from({ length: 20 }, (_, index) => 0.05 + (index % 7) / 20)
  const verdicts = Array.from(
    { length: 1_000 },
    (_, repetition) =>
      comparePaired(values.map((value, index) => (scattered(repetition, index, 1) < 0.5 ? -value : value))).verdict,
  )
  const better = verdicts.filter((verdict) => verdict === 'better').length
  // 25 are expected; three standard deviations are 15.
  expect(better).toBeGreaterThan(10)
  expect(better).toBeLessThan(40)
})

test('six gains of one size are shown, five are not, and six with a loss are not', () => {
  expect(comparePaired(Array(6).fill(0.1))).toEqual({
    verdict: 'better',
    pairs: 6,
    mean: expect.closeTo(0.1, 12),
    interval: { lower: expect.closeTo(0.1, 12), upper: expect.closeTo(0.1, 12) },
  })
  expect(comparePaired(Array(5).fill(0.1))).toMatchObject({ verdict: 'no-difference-shown', interval: null })
  expect(comparePaired([0.1, 0.1, 0.1, 0.1, 0.1, -0.1])).toMatchObject({ verdict: 'no-difference-shown' })
})

test('the interval of three unequal gains and three losses is the one of the definition', () => {
  // 63 subset means, rank 1: the smallest and the greatest.
  expect(comparePaired([0.3, 0.2, 0.1, -0.1, -0.2, -0.3]).interval).toEqual({ lower: -0.3, upper: 0.3 })
})

test('the order of the pairs does not matter, and the other way round it is the mirror image', () => {
  fc.assert(
    fc.property(differences(40), (values) => {
      const { verdict, mean, interval } = comparePaired(values)
      expect(comparePaired(values.toReversed()).interval).toEqual(interval)
      if (values.length > 12) return
      const mirrored = comparePaired(values.map((value) => -value))
      expect(mirrored.mean).toBeCloseTo(-mean, 12)
      expect(mirrored.interval?.lower).toBeCloseTo(-(interval?.upper ?? Number.NaN), 12)
      expect(mirrored.verdict).toBe({ better: 'worse', worse: 'better', 'no-difference-shown': verdict }[verdict])
    }),
    { numRuns: 40 },
  )
})

test('the mean is inside of the interval, a shift moves both, and a factor scales both', () => {
  fc.assert(
    fc.property(differences(12), difference, (values, shift) => {
      const plain = comparePaired(values)
      const { lower, upper } = plain.interval ?? { lower: Number.NaN, upper: Number.NaN }
      expect(lower).toBeLessThanOrEqual(plain.mean + 1e-9)
      expect(upper).toBeGreaterThanOrEqual(plain.mean - 1e-9)
      const moved = comparePaired(values.map((value) => 2 * value + shift)).interval
      expect(moved?.lower).toBeCloseTo(2 * lower + shift, 9)
      expect(moved?.upper).toBeCloseTo(2 * upper + shift, 9)
    }),
    { numRuns: 40 },
  )
})

test('nothing to compare shows nothing, and no number is refused', () => {
  expect(comparePaired([])).toEqual({ verdict: 'no-difference-shown', pairs: 0, mean: 0, interval: null })
  expect(() => comparePaired([0, Number.NaN])).toThrow('Expected differences of scores, found NaN')
})
