import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countText, dateText, durationText, labelText, modelText, plural, scorePair, scoreText } from './wording.ts'

test('writes scores in percent', () => {
  expect([0, 0.625, 1].map(scoreText)).toEqual(['0%', '63%', '100%'])
})

test('two scores that differ never read the same, unless they differ by less than a hundredth of a percent', () => {
  expect(scorePair(0.5, 0.9)).toEqual(['50%', '90%'])
  expect(scorePair(0.841, 0.843)).toEqual(['84.1%', '84.3%'])
  expect(scorePair(0.8411, 0.8413)).toEqual(['84.11%', '84.13%'])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }), (a, b) => {
      const [before, after] = scorePair(a / 10_000, b / 10_000)
      expect(before === after).toBe(a === b)
    }),
  )
})

test('writes counts, durations and dates', () => {
  expect(countText(20_000)).toBe('20,000')
  expect([plural(1, 'rewrite', 'rewrites'), plural(0, 'rewrite', 'rewrites')]).toEqual(['1 rewrite', '0 rewrites'])
  expect([durationText(12.4), durationText(2449)]).toEqual(['12 ms', '2.4 s'])
  expect(dateText('2026-05-04T09:30:00Z', 'UTC').replaceAll('\u202f', ' ')).toBe('May 4, 2026, 9:30 AM')
})

test('writes names for people', () => {
  expect(labelText('output-format')).toBe('Output format')
  expect(modelText('openai:gpt-5-mini')).toBe('gpt-5-mini (OpenAI)')
  expect(modelText('gemini:models/x:y')).toBe('models/x:y (Gemini)')
  expect(modelText('simulator:rules-v1')).toBe('Simulator (not a language model)')
})
