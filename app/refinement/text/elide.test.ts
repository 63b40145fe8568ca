import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimateTokens } from '../budget.ts'
import { elide } from './elide.ts'

test('keeps what fits, and else the beginning and the end', () => {
  expect(elide('short', 10)).toBe('short')
  const elided = elide(`begin ${'x'.repeat(4_000)} end`, 100)
  expect(elided).toMatch(/^begin x+\n\[… \d+ characters left out …\]\nx+ end$/)
})

test('never takes more tokens than it may, and never cuts a character in half', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ß', '語', '🙂', '\n'), maxLength: 2_000, size: 'max' })
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 400 }), (whole, maxTokens) => {
      const elided = elide(whole, maxTokens)
      expect(estimateTokens(elided)).toBeLessThanOrEqual(maxTokens)
      expect(elided.isWellFormed()).toBe(true)
    }),
  )
})

test('says how much is missing', () => {
  const whole = 'abcdefghij'.repeat(200)
  const [, left] = /\[… (\d+) characters/.exec(elide(whole, 60)) ?? []
  const kept = elide(whole, 60).replace(/\n\[.*\]\n/, '').length
  expect(Number(left) + kept).toBe(whole.length)
})
