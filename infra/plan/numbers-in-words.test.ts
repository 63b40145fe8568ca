import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbersInWords } from './numbers-in-words.ts'

test.each([
  [[], ''],
  [[7], '7'],
  [[1, 2, 3, 4], '1, 2, 3, 4'],
  [[1, 2, 3, 4, 5], '1 to 5 in steps of 1'],
  [[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], '1, 3, 5, 7, 14, 30 to 180 in steps of 30, 365'],
  [[512, 1024, 2048, 3072, 4096, 5120], '512, 1024 to 5120 in steps of 1024'],
])('%j is %j', (numbers, words) => {
  expect(numbersInWords(numbers)).toBe(words)
})

test('the words name exactly the numbers', () => {
  const growing = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((each) => each.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(growing, (numbers) => {
      const named = numbersInWords(numbers)
        .split(', ')
        .filter((part) => part !== '')
        .flatMap((part) => {
          const [first = 0, last = first, step = 1] = (part.match(/\d+/g) ?? []).map(Number)
          return Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step)
        })
      expect(named).toEqual(numbers)
    }),
  )
})
