import { expect, test } from 'vitest'
import { costOf, usdOf } from './cost.ts'

const asOf = '2026-11-23'
const usage = { inputTokens: 1_000_000, outputTokens: 100_000 }

test('a call costs its tokens at the prices per million', () => {
  expect(usdOf(usage, { input: 0.25, output: 2 })).toBe(0.45)
  expect(usdOf({ inputTokens: 1, outputTokens: 0 }, { input: 0.05, output: 2 })).toBe(0.000_000_05)
})

test('a run costs what its models cost together', () => {
  const prices = { 'openai:a': { input: 1, output: 10, asOf }, 'gemini:b': { input: 2, output: 20, asOf } }
  expect(costOf({ 'openai:a': usage, 'gemini:b': usage }, prices)).toEqual({ usd: 6, unknown: [] })
})

test('one unknown price makes the cost unknown, and says which', () => {
  const prices = { 'openai:a': { input: 1, output: 10, asOf }, 'openai:b': null }
  const asked = { 'openai:a': usage, 'openai:b': usage, 'openai:c': usage }
  expect(costOf(asked, prices)).toEqual({ usd: null, unknown: ['openai:b', 'openai:c'] })
  expect(costOf({ 'openai:a': usage }, undefined)).toEqual({ usd: null, unknown: ['openai:a'] })
})

test('the simulator costs nothing, also in runs of before prices were recorded', () => {
  expect(costOf({ 'simulator:rules-v1': usage }, undefined)).toEqual({ usd: 0, unknown: [] })
})

test('nothing asked has cost nothing', () => {
  expect(costOf({}, undefined)).toEqual({ usd: 0, unknown: [] })
})
