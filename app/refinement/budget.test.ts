import { expect, test } from 'vitest'
import { callBudget, estimateTokens } from './budget.ts'
import { initialState } from './run-state.ts'

const spent = (tokens: number, longestAnswerTokens = 0) => ({
  ...initialState,
  usage: { inputTokens: tokens, outputTokens: 0 },
  longestAnswerTokens,
})
const prompt = 'x'.repeat(400) // 100 tokens

test.each([
  ['abcd', 1],
  ['abcde', 2],
  ['äö', 1],
  ['東京', 2],
  ['', 0],
])('estimates %j as %i tokens: a quarter of its UTF-8 bytes', (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens)
})

test('an answer may take what the prompt leaves, up to 4,096 tokens', () => {
  expect(callBudget(spent(0), prompt, 1_000)).toEqual({ affordable: true, maxOutputTokens: 900 })
  expect(callBudget(spent(0), prompt, 50_000)).toEqual({ affordable: true, maxOutputTokens: 4_096 })
})

test('a call needs its prompt and 256 tokens for the answer', () => {
  expect(callBudget(spent(644), prompt, 1_000)).toEqual({ affordable: true, maxOutputTokens: 256 })
  expect(callBudget(spent(645), prompt, 1_000)).toEqual({ affordable: false, needed: 356, left: 355 })
})

test('as much is set aside as the longest answer so far took, so that no version is judged by a cut answer', () => {
  expect(callBudget(spent(500, 400), prompt, 1_000)).toMatchObject({ affordable: true, maxOutputTokens: 400 })
  expect(callBudget(spent(501, 400), prompt, 1_000)).toEqual({ affordable: false, needed: 500, left: 499 })
})

test('a provider that reports more than it was allowed leaves nothing, not less than nothing', () => {
  expect(callBudget(spent(2_000, 9_000), prompt, 1_000)).toEqual({ affordable: false, needed: 4_196, left: 0 })
})
