import { expect, test } from 'vitest'
import { costOf } from '../../app/refinement/cost.ts'
import { costSoFar } from './run-cost.ts'

const usage = { inputTokens: 100_000, outputTokens: 20_000 }
const asOf = '2026-11-23'

test.each([
  [{}, undefined],
  [{ 'openai:a': usage }, { 'openai:a': { input: 0.25, output: 2, asOf } }],
  [{ 'openai:a': usage, 'simulator:rules-v1': usage }, { 'openai:a': { input: 1, output: 3, asOf } }],
  [
    { 'openai:a': usage, 'openai:b': usage },
    { 'openai:a': { input: 1, output: 3, asOf }, 'openai:b': null },
  ],
  [{ 'openai:a': usage }, undefined],
])('is what the server says a run has cost, case %#', (used, prices) => {
  const { usd } = costOf(used, prices)
  const told = costSoFar(used, prices)
  if (usd === null) expect(told).toBeNull()
  else expect(told).toBeCloseTo(usd, 7)
})
