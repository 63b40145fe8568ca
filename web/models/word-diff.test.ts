import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DiffPart, wordDiff } from './word-diff.ts'

const textOf = (parts: DiffPart[], without: DiffPart['kind']) =>
  parts
    .filter((part) => part.kind !== without)
    .map((part) => part.text)
    .join('')

const prompts = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.constantFrom('write', 'about', 'our', 'product', ' ', '  ', '\n', '\n\n', '.', ',', '\r\n', '\t'), {
      maxLength: 30,
    })
    .map((words) => words.join('')),
)

test('both texts can be read back from the parts, character by character', () => {
  fc.assert(
    fc.property(prompts, prompts, (before, after) => {
      const parts = wordDiff(before, after)
      expect(textOf(parts, 'added')).toBe(before)
      expect(textOf(parts, 'removed')).toBe(after)
      expect(parts.every((part) => part.text !== '')).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a text compared with itself has no changes', () => {
  fc.assert(
    fc.property(prompts, (text) => {
      expect(wordDiff(text, text).every((part) => part.kind === 'same')).toBe(true)
    }),
  )
})

test('marks words, not letters', () => {
  expect(wordDiff('Write a short poem.', 'Write a long poem.')).toEqual([
    { kind: 'same', text: 'Write a ' },
    { kind: 'removed', text: 'short' },
    { kind: 'added', text: 'long' },
    { kind: 'same', text: ' poem.' },
  ])
})

test('neighbouring changed words read as one change', () => {
  expect(wordDiff('Use big words here', 'Use small terms here')).toEqual([
    { kind: 'same', text: 'Use ' },
    { kind: 'removed', text: 'big words' },
    { kind: 'added', text: 'small terms' },
    { kind: 'same', text: ' here' },
  ])
})

test('a short word between two changes belongs to them, but is not rewritten where nothing was removed', () => {
  expect(wordDiff('Write a poem.', 'You are a poet. Draft a poem.')).toEqual([
    { kind: 'removed', text: 'Write a ' },
    { kind: 'added', text: 'You are a poet. Draft a ' },
    { kind: 'same', text: 'poem.' },
  ])
  expect(wordDiff('Use a poem', 'Use just a short poem').map(({ kind }) => kind)).toEqual([
    'same',
    'added',
    'same',
    'added',
    'same',
  ])
})

test('two unrelated prompts of the longest length are still compared quickly, and exactly', () => {
  const words = (step: number) =>
    Array.from({ length: 3_300 }, (_, index) => `w${(index * step * 7919) % 9973}`).join(' ')
  const [before, after] = [words(1), words(13)]
  const started = performance.now()
  const parts = wordDiff(before, after)
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(textOf(parts, 'added')).toBe(before)
  expect(textOf(parts, 'removed')).toBe(after)
})
