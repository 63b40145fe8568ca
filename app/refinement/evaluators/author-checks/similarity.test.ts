import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance, levenshteinRatio, normalised, tokenF1 } from './similarity.ts'

/** The textbook's table, row by row. */
function distanceByTable(one: readonly string[], other: readonly string[]): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  one.forEach((character, i) => {
    const next = [i + 1]
    other.forEach((each, j) => {
      const [left = 0, above = 0, diagonal = 0] = [next[j], row[j + 1], row[j]]
      next.push(Math.min(left + 1, above + 1, diagonal + (each === character ? 0 : 1)))
    })
    row = next
  })
  return row.at(-1) ?? 0
}

test('the distance is that of the textbook, also beyond a block of 32 and of characters outside of the BMP', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', '🐝'), { maxLength: 100 })
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      expect(distance(one, other)).toBe(distanceByTable(one, other))
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['kitten', 'sitting', 1 - 3 / 7],
  ['', '', 1],
  ['', 'abc', 0],
  ['Bienenstöcke', 'Bienenstocke', 1 - 1 / 12],
  ['Bienensto\u0308cke', 'Bienenstöcke', 1],
  ['  honey\n', 'honey', 1],
  ['🐝🐝', '🐝', 0.5],
])('%j and %j are alike by %d', (one, other, ratio) => {
  expect(levenshteinRatio(one, other)).toBeCloseTo(ratio, 12)
})

/** Worked out by hand from the definition: 2 · common / (words of one + words of the other). */
test.each([
  ['The cat sat on the mat.', 'a cat sat on a mat', 1],
  ['bees make honey', 'honey', 2 / 4],
  ['honey honey', 'honey', 2 / 3],
  ['wax', 'honey', 0],
  ['', 'honey', 0],
  ['!', '', 1],
  ['l’été', "l'été", 1],
])('%j and %j have an F1 of %d', (one, other, f1) => {
  expect(tokenF1(one, other)).toBeCloseTo(f1, 12)
  expect(tokenF1(other, one)).toBeCloseTo(f1, 12)
})

test('case, punctuation, English articles and white space are left out', () => {
  expect(normalised(' The  Honey—of “a” bee,\nanother one! ')).toBe('honeyof bee another one')
})
