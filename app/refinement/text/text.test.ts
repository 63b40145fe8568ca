import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countListItems } from './lists.ts'
import { paragraphs, sentences } from './sentences.ts'
import { shingles } from './shingles.ts'
import { foldedWords, plainApostrophes, wholeWords, words } from './words.ts'

test.each([
  ['Plain words, and more.', ['Plain', 'words', 'and', 'more']],
  ['a five-year-old isn’t 3.5 or 1,000', ['a', 'five-year-old', 'isn’t', '3.5', 'or', '1,000']],
  ['Größe naïve', ['Größe', 'naïve']],
  ['秋の雨', ['秋', 'の', '雨']],
  ['- * … !?', []],
])('words of %j', (text, expected) => {
  expect(words(text)).toEqual(expected)
})

test('folded words compare without case and accents', () => {
  expect(foldedWords('Crème BRÛLÉE')).toEqual(['creme', 'brulee'])
})

test('whole words are whole in any script', () => {
  expect(wholeWords('über').test('Text über Äpfel')).toBe(true)
  expect(wholeWords('ber').test('über')).toBe(false)
  expect(wholeWords('wort').test('Wörter Antworten')).toBe(false)
})

test('plain apostrophes keep every position', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => plainApostrophes(text).length === text.length))
})

test.each([
  ['One. Two! Three?', 3],
  ['See e.g. Dr. Smith at 3.5 km. He is in.', 2],
  ['Er kommt z. B. morgen. Dann geht er.', 2],
  ['“Quoted.” He said so.', 2],
  ['- first item\n- second item', 2],
  ['No full stop', 1],
  ['秋です。雨です。', 2],
  ['# Heading\n\nText.', 2],
  ['```\ncode. more.\n```\nText.', 1],
  ['| a. | b. |', 0],
  ['…', 0],
])('sentences of %j: %i', (text, count) => {
  expect(sentences(text)).toHaveLength(count)
})

test('paragraphs are separated by blank lines', () => {
  expect(paragraphs('One.\nStill one.\n\n \n\nTwo.\n\n---')).toHaveLength(2)
})

test.each([
  ['- a\n- b\n* c', { bullets: 3, numbers: 0 }],
  ['1. a\n2) b', { bullets: 0, numbers: 2 }],
  ['- a\n  - nested\n  - nested\n- b', { bullets: 2, numbers: 0 }],
  ['1. a\n   - detail\n2. b', { bullets: 0, numbers: 2 }],
  ['  • indented\n  • list', { bullets: 2, numbers: 0 }],
  ['---\n**bold**\n-no space', { bullets: 0, numbers: 0 }],
  ['In 2024. a year', { bullets: 0, numbers: 0 }],
  ['', { bullets: 0, numbers: 0 }],
])('list items of %j', (text, expected) => {
  expect(countListItems(text)).toEqual(expected)
})

test('shingles are the runs of words in a row', () => {
  expect(shingles(['a', 'b', 'c'], 2)).toEqual(['a b', 'b c'])
  expect(shingles(['a'], 2)).toEqual([])
})
