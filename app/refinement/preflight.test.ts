import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { Preflight } from '../contract/preflight.ts'
import type { RunInput } from '../contract/run-input.ts'
import { estimateTokens } from './budget.ts'
import { preflight } from './preflight.ts'
import type { Facts } from './preflight-warnings.ts'
import { answer, carryOn, runInput, started } from './test-support/scripted-run.ts'

const target = 'openai:gpt-4.1'
const price = { input: 2, output: 8, asOf: '2026-11-23' }
const input = (changes: Partial<RunInput> = {}): RunInput =>
  runInput('Write about our new product.', {
    models: { target },
    simulated: false,
    limits: { iterations: 4, maxTokens: 200_000, comparisons: 8 },
    prices: { [target]: price },
    ...changes,
  })
const check = (changes: Partial<RunInput> = {}, facts: Facts = {}) => {
  const told = preflight(input(changes), () => facts)
  expect([...Value.Errors(Preflight, told)]).toEqual([])
  return told
}
const codes = ({ warnings }: Preflight) => warnings.map(({ code }) => code)
const limits = (changes: object) => ({ limits: { iterations: 4, maxTokens: 200_000, comparisons: 8, ...changes } })

test('a comparison of the prompt with itself is paid for last', () => {
  const calls = (changes: object) => check(limits(changes)).calls.target
  const without = calls({})
  expect(calls({ selfComparisons: 6 })).toEqual({ low: without.low + 12, high: without.high + 12 })
  expect(calls({ selfComparisons: 6, maxCalls: without.high })).toEqual(without)
})

test('a budget that is large enough buys all rewrites and all comparisons', () => {
  const told = check()
  expect(told.rewrites).toEqual({ low: 4, high: 4 })
  expect(told.pairs).toEqual({ low: 8, high: 8 })
  // Version 0, four rewrites, and eight pairs.
  expect(told.calls).toMatchObject({
    target: { low: 21, high: 21 },
    enhancer: { low: 0, high: 0 },
    total: { high: 21 },
  })
  expect(told.warnings).toEqual([])
})

test('the cost lies between short answers and long ones', () => {
  const { cost, tokens } = check()
  const prompt = estimateTokens(input().prompt)
  expect(cost.low).toBeGreaterThan((21 * (256 * price.output + prompt * price.input)) / 1e6)
  expect(cost.low).toBeLessThan((21 * (256 * price.output + 2 * prompt * price.input)) / 1e6)
  expect(cost.high).toBeGreaterThan((21 * 4_096 * price.output) / 1e6)
  expect(tokens.high).toBeGreaterThan(21 * 4_096)
})

test.each([
  ['tokens', { maxTokens: 20_000 }, ({ tokens }: Preflight) => tokens.high <= 20_000],
  ['calls', { maxCalls: 7 }, ({ calls }: Preflight) => calls.total.high === 7],
  ['money', { maxCost: 0.02 }, ({ cost }: Preflight) => (cost.high ?? 1) <= 0.02],
] as const)('a limit of %s is never passed, and buys less', (_, limit, holds) => {
  const told = check(limits(limit))
  expect(holds(told)).toBe(true)
  expect(told.calls.total.low).toBeLessThan(check().calls.total.low)
})

test('rewrites by a model and rounds of self-correction are calls too', () => {
  const told = check({
    enhancer: 'architect',
    selfCorrection: 2,
    models: { target, enhancer: 'gemini:gemini-3.5-flash' },
  })
  // One for each of four rewrites, two for each of two rounds.
  expect(told.calls.enhancer.high).toBe(8)
  expect(told.rewrites.high).toBe(6)
  expect(told.cost).toEqual({ low: null, high: null, unknown: ['gemini:gemini-3.5-flash'] })
})

test('each answer is judged, and to each test input there is one', () => {
  const inputs = [{ text: 'first' }, { text: 'second' }, { text: 'third' }]
  const told = check({
    inputs,
    evaluator: 'llm_judge',
    limits: { iterations: 1, maxTokens: 1_000_000, comparisons: 0 },
  })
  expect(told.calls).toMatchObject({ target: { high: 6 }, judge: { high: 6 } })
})

test('a simulated run costs nothing', () => {
  const simulator = { models: { target: 'simulator:rules-v1' }, prices: {}, simulated: true }
  expect(check(simulator).cost).toEqual({ low: 0, high: 0, unknown: [] })
})

test('what a run of rules really asks for lies within what was told', () => {
  const told = check(limits({ maxTokens: 30_000 }))
  for (const tokens of [256, 1_000, 4_096]) {
    const events = carryOn([started(input().prompt, input(limits({ maxTokens: 30_000 })))], (step) =>
      answer('No.', Math.min(tokens, step.maxOutputTokens)),
    )
    const calls = events.filter(({ type }) => type === 'call.started').length
    expect(calls).toBeGreaterThan(0)
    expect(calls).toBeLessThanOrEqual(told.calls.total.high)
  }
})

describe('Warns', () => {
  test('when nothing can be tried', () => {
    expect(codes(check(limits({ maxTokens: 1_000, maxCalls: 1 })))).toEqual(['too-small'])
  })

  test('below three rewrites, and names how many there are', () => {
    const { warnings } = check(limits({ iterations: 2 }))
    expect(warnings).toEqual([{ code: 'few-rewrites', message: expect.stringContaining('no more than 2 rewrites') }])
    expect(codes(check(limits({ iterations: 3 })))).toEqual([])
  })

  test('when long answers leave too few comparisons to show anything', () => {
    expect(codes(check(limits({ maxTokens: 40_000 })))).toEqual(['comparison-cut'])
    expect(codes(check(limits({ maxTokens: 40_000, comparisons: 0 })))).toEqual([])
  })

  test.each([
    ['openai:gpt-5.5', ['same-family']],
    ['openai:o3', ['same-family']],
    [undefined, ['same-family']],
    ['openai:qwen/qwen3:8b', []],
    ['gemini:gemini-3.5-flash', []],
  ])('when the judge %s and the target are of one family', (judge, expected) => {
    const models = { target, ...(judge !== undefined && { judge }) }
    const prices = { [target]: price, ...(judge !== undefined && { [judge]: price }) }
    expect(codes(check({ evaluator: 'llm_judge', models, prices, ...limits({ maxTokens: 1_000_000 }) }))).toEqual(
      expected,
    )
    expect(codes(check({ models, prices }))).toEqual([])
  })

  test('of a price that is not known', () => {
    const { warnings, cost } = check({ prices: { [target]: null } })
    expect(cost).toEqual({ low: null, high: null, unknown: [target] })
    expect(warnings).toEqual([{ code: 'unknown-price', message: expect.stringContaining(target) }])
  })

  test('of a prompt that the model cannot read whole', () => {
    const small = { limits: { contextTokens: 10, outputTokens: 4_096 } }
    expect(codes(check({ inputs: [{ text: 'x'.repeat(400) }] }, small))).toEqual(['context-too-small'])
    expect(codes(check({}, small))).toEqual([])
  })

  test('of a temperature that is not sent, and of a model that its provider takes away', () => {
    const fixed = { capabilities: { temperature: false, structuredOutput: true } }
    expect(codes(check({ temperature: 0 }, fixed))).toEqual(['temperature-ignored'])
    expect(codes(check({ temperature: 1 }, fixed))).toEqual([])
    expect(check({}, { endsOn: '2026-12-11' }).warnings[0]?.message).toContain('2026-12-11')
  })
})
