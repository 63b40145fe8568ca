import { expect, test } from 'vitest'
import { scattered } from './scattered.ts'

const many = 20_000
const numbers = Array.from({ length: many }, (_, index) => scattered(index, 3))

test('the same numbers give the same value, in [0, 1), and others another one', () => {
  expect(numbers).toEqual(Array.from({ length: many }, (_, index) => scattered(index, 3)))
  expect(numbers.every((value) => value >= 0 && value < 1)).toBe(true)
  expect(new Set(numbers).size).toBeGreaterThan(many * 0.999)
})

test('each tenth of the range gets its tenth, by either argument', () => {
  for (const values of [numbers, Array.from({ length: many }, (_, index) => scattered(7, index))]) {
    const counts = Array.from(
      { length: 10 },
      (_, tenth) => values.filter((value) => Math.floor(value * 10) === tenth).length,
    )
    // Four standard deviations of a binomial count.
    for (const count of counts) expect(Math.abs(count - many / 10)).toBeLessThan(4 * Math.sqrt(many * 0.09))
  }
})

test('neighbours have nothing to do with each other', () => {
  const products = numbers.slice(1).map((value, index) => (value - 0.5) * ((numbers[index] ?? 0) - 0.5))
  const correlation = (12 * products.reduce((total, each) => total + each, 0)) / products.length
  expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(many))
})
