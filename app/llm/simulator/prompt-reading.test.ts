import { describe, expect, test } from 'vitest'
import { dealt } from './dealt.ts'
import { readPrompt } from './prompt-reading.ts'
import { statedFormat } from './stated-format.ts'
import { statedLimits } from './stated-limits.ts'
import { statedNames } from './stated-names.ts'
import { taskText } from './stated-qualities.ts'

describe('The form a prompt asks for', () => {
  test.each([
    ['Write about bees.', 'prose', false, undefined],
    ['Write an essay about bees.', 'prose', true, undefined],
    ['Give me five tips about bees.', 'numbered', false, 5],
    ['Return valid JSON about bees.', 'json', true, undefined],
    ['Return CSV with 4 rows.', 'csv', true, 4],
    ['A table of 3 options.', 'table', true, 3],
    ['Use bullet points, exactly 7 of the best ideas.', 'bullets', true, undefined],
    ['A numbered list of seven planets.', 'numbered', true, 7],
    ['Use headings.', 'sections', true, undefined],
    ['Write plain text without bullet points and do not use JSON.', 'prose', false, undefined],
    ['A list, one item per line.', 'bullets', true, undefined],
    ['Write an e-mail to the team.', 'email', true, undefined],
    ['Implement a TypeScript function that sorts.', 'code', true, undefined],
    ['Answer yes or no.', 'yes-no', true, undefined],
    ['Explain migrations without downtime as JSON.', 'json', true, undefined],
    ['Please do not use any bullet points.', 'prose', false, undefined],
    ['Reply with one word.', 'one-word', true, undefined],
  ])('%j', (prompt, kind, isStated, items) => {
    expect(statedFormat(prompt)).toMatchObject({ kind, isStated, items })
  })

  test.each([
    ['with keys title, year and is_open about lighthouses', 'json', ['title', 'year', 'is_open']],
    ['keys: `a`, `b`', 'json', ['a', 'b']],
    ['with columns Name, Pros and Cons for three options', 'table', ['Name', 'Pros', 'Cons']],
    ['with the sections "Summary", "Next steps" and "Risks".', 'sections', ['Summary', 'Next steps', 'Risks']],
    ['three sections', 'sections', []],
    ['the key point is that', 'json', []],
  ])('names in %j', (prompt, kind, names) => {
    expect(statedNames(prompt, kind)).toEqual(names)
  })
})

test.each([
  ['at most 50 words', { words: { min: 0, max: 50 } }],
  ['Keep it under 1,200 characters.', { characters: { min: 0, max: 1_200 } }],
  ['between 100 and 150 words', { words: { min: 100, max: 150 } }],
  ['100-150 words', { words: { min: 100, max: 150 } }],
  ['80 words or fewer', { words: { min: 0, max: 80 } }],
  ['at least two paragraphs', { paragraphs: { min: 2, max: Number.POSITIVE_INFINITY } }],
  ['in three sentences', { sentences: { min: 3, max: 3 } }],
  ['a 200-word summary', { words: { min: 180, max: 221 } }],
  ['about 200 words in two paragraphs', { words: { min: 180, max: 221 } }],
  ['Write about bees.', {}],
])('The lengths stated in %j', (prompt, limits) => {
  expect(statedLimits(prompt)).toMatchObject(limits)
  if (Object.keys(limits).length === 0) expect(statedLimits(prompt)).toEqual({})
})

describe('What a prompt is about', () => {
  test.each([
    ['# Role\nYou are a poet.\n\n# Task\nWrite about bees.\n\n# Output format\nPlain verse.', 'Write about bees.'],
    ['**Role**\nPoet\n**Request**\nWrite about bees.\n**Length**\nShort.', 'Write about bees.'],
    ['<role>\nPoet\n</role>\n<task>\nWrite about bees.\n</task>', 'Write about bees.'],
    ['Task: Write about bees.\nTone: dry', 'Write about bees.'],
    ['Write about bees.', 'Write about bees.'],
    ['# Output format\nVerse', '# Output format\nVerse'],
  ])('is the same, however it is laid out: %j', (prompt, task) => {
    expect(taskText(prompt)).toBe(task)
  })

  test('is told by its terms: no role, no request words, no names of columns, each once', () => {
    const prompt =
      'You are a gardener. Write a table with columns Plant and Care about Tomatoes, basil and tomatoes on 日本 balconies.'
    expect(readPrompt(prompt).terms).toEqual(['Tomatoes', 'basil', '日本', 'balconies'])
  })
})

test('Vague words lower the clarity of a task, but not in the rules around it', () => {
  const { clarity } = readPrompt('Write about coffee.')
  expect(readPrompt('Write something nice about coffee.').clarity).toBeLessThan(clarity + 0.001)
  const rules = '\n\n# Constraints\nNever add things or stuff.'
  expect(readPrompt(`Write about coffee.${rules}`).clarity).toBeGreaterThan(clarity + 0.1)
})

test('Terms are dealt out evenly, all of them, in order', () => {
  expect(dealt(['a', 'b', 'c', 'd', 'e'], 2)).toEqual([
    ['a', 'b'],
    ['c', 'd', 'e'],
  ])
  expect(dealt(['a', 'b'], 4)).toEqual([['a'], ['b'], ['a', 'b'], ['b', 'a']])
  expect(dealt([], 2)).toEqual([[], []])
})
