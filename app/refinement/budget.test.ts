import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TokenUsage } from '../contract/refinement-events.ts'
import type { RunInput, RunLimits } from '../contract/run-input.ts'
import type { AskStep } from './ask-step.ts'
import { callBudget, estimateTokens, mostOutputTokens, shortfallText } from './budget.ts'
import { costOf } from './cost.ts'
import { foldEvents } from './fold.ts'
import { initialState, type RunState } from './run-state.ts'
import { answer, carryOn, runInput, started } from './test-support/scripted-run.ts'

const model = 'openai:priced'
const price = { input: 1, output: 10, asOf: '2026-11-23' }

const input = (limits: Partial<RunLimits>, changes: Partial<RunInput> = {}): RunInput =>
  runInput('Write about our new product.', {
    models: { target: model },
    simulated: false,
    limits: { iterations: 4, maxTokens: 1_000, ...limits },
    prices: { [model]: price },
    ...changes,
  })
const spent = (tokens: number, longestAnswerTokens = 0, limits: Partial<RunLimits> = {}) => {
  const usage = { inputTokens: tokens, outputTokens: 0 }
  return { ...initialState, input: input(limits), usage, usageByModel: { [model]: usage }, longestAnswerTokens }
}
const prompt = 'x'.repeat(400) // 100 tokens
const budget = (state: ReturnType<typeof spent>) => callBudget(state, prompt, model)

test.each([
  ['abcd', 1],
  ['abcde', 2],
  ['äö', 1],
  ['東京', 2],
  ['', 0],
])('estimates %j as %i tokens: a quarter of its UTF-8 bytes', (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens)
})

describe('Tokens', () => {
  const short = { affordable: false, limit: 'maxTokens' }

  test('an answer may take what the prompt leaves, up to 4,096 tokens', () => {
    expect(budget(spent(0))).toEqual({ affordable: true, maxOutputTokens: 900 })
    expect(budget(spent(0, 0, { maxTokens: 50_000 }))).toEqual({ affordable: true, maxOutputTokens: 4_096 })
  })

  test('a call needs its prompt and 256 tokens for the answer', () => {
    expect(budget(spent(644))).toEqual({ affordable: true, maxOutputTokens: 256 })
    expect(budget(spent(645))).toEqual({ ...short, needed: 356, left: 355 })
  })

  test('as much is set aside as the longest answer so far took, so that no version is judged by a cut answer', () => {
    expect(budget(spent(500, 400))).toMatchObject({ affordable: true, maxOutputTokens: 400 })
    expect(budget(spent(501, 400))).toEqual({ ...short, needed: 500, left: 499 })
  })

  test('a provider that reports more than it was allowed leaves nothing, not less than nothing', () => {
    expect(budget(spent(2_000, 9_000))).toEqual({ ...short, needed: 4_196, left: 0 })
  })
})

describe('Calls', () => {
  test('the call after the last one is not made; one that is repeated after a crash is no further one', () => {
    const state = { ...spent(0, 0, { maxCalls: 3 }), calls: 3 }
    expect(budget(state)).toEqual({ affordable: false, limit: 'maxCalls', needed: 1, left: 0 })
    expect(budget({ ...state, calls: 2 })).toMatchObject({ affordable: true })
    const pendingCall = { callId: 'c', role: 'target', version: 0, model } as const
    expect(budget({ ...state, pendingCall })).toMatchObject({ affordable: true })
  })

  test('end the search with what was found', () => {
    const events = carryOn([{ type: 'run.started', data: input({ maxCalls: 2, maxTokens: 50_000 }) }], () =>
      answer('No.'),
    )
    expect(events.filter(({ type }) => type === 'call.started')).toHaveLength(2)
    expect(events.at(-1)).toMatchObject({
      type: 'run.completed',
      data: { stopReason: 'budget', reason: 'The next call would be one more than the run’s limit of calls' },
    })
  })
})

describe('Money', () => {
  // 100 tokens of prompt cost 0.0001 USD, 256 of an answer 0.00256.
  test('a call needs the money of its prompt and of 256 tokens of an answer', () => {
    expect(budget(spent(0, 0, { maxCost: 0.00266 }))).toEqual({ affordable: true, maxOutputTokens: 256 })
    expect(budget(spent(0, 0, { maxCost: 0.00265 }))).toEqual({
      affordable: false,
      limit: 'maxCost',
      needed: 0.00266,
      left: 0.00265,
    })
  })

  test('an answer may take what the money pays for, and no more than the tokens leave', () => {
    expect(budget(spent(0, 0, { maxCost: 0.0051 }))).toEqual({ affordable: true, maxOutputTokens: 500 })
    expect(budget(spent(0, 0, { maxCost: 5 }))).toEqual({ affordable: true, maxOutputTokens: 900 })
  })

  test('what other models have cost counts too', () => {
    const judge = { 'openai:judge': { inputTokens: 0, outputTokens: 100 } }
    const prices = { [model]: price, 'openai:judge': { ...price, output: 50 } }
    const state = { ...spent(0), input: input({ maxCost: 0.006 }, { prices }), usageByModel: judge }
    expect(callBudget(state, prompt, model)).toMatchObject({ affordable: false, needed: 0.00266, left: 0.001 })
  })

  test('without a known price no call is made under a limit of money', () => {
    const state = { ...spent(0), input: input({ maxCost: 5 }, { prices: { [model]: null } }) }
    const refused = callBudget(state, prompt, model)
    expect(refused).toEqual({ affordable: false, limit: 'maxCost', needed: null, left: 5 })
    expect(refused.affordable || shortfallText(refused)).toMatch(/no known price/)
  })

  test('a simulated run costs nothing, whatever its limit', () => {
    const state = { ...spent(0), input: input({ maxCost: 0.000_001 }, { prices: {} }), usageByModel: {} }
    expect(callBudget(state, prompt, 'simulator:rules-v1')).toEqual({ affordable: true, maxOutputTokens: 900 })
  })

  test('too little for the author’s own prompt fails the run, and says how much is needed', () => {
    const events = carryOn([{ type: 'run.started', data: input({ maxCost: 0.001 }) }], () => answer('No.'))
    expect(events.at(-1)).toMatchObject({
      type: 'run.failed',
      data: {
        code: 'INVALID_REQUEST',
        message: expect.stringMatching(/^limits.maxCost: expected at least 0\.0026 USD/),
      },
    })
  })
})

const limitsOf = (maxTokens: number) =>
  fc.record({
    iterations: fc.integer({ min: 1, max: 6 }),
    maxTokens: fc.integer({ min: 1_000, max: maxTokens }),
    comparisons: fc.nat(6),
    maxCalls: fc.integer({ min: 1, max: 20 }),
    maxCost: fc.double({ min: 0.0005, max: 0.3, noNaN: true }),
  })
const rate = (max: number) => fc.double({ min: 0, max, noNaN: true })
// How many tokens a prompt has for each one estimated: scripts that tokenisers cut finely have more.
const density = fc.double({ min: 0.5, max: 3, noNaN: true })
/** Of its cap, what an answer takes. */
const share = fc.double({ min: 0, max: 1, noNaN: true })
/** Sums are rounded to 1e-8 USD, a few times. */
const rounding = 3e-8

test('no run of several models passes its limits by more than its last call took beyond the estimate', () => {
  const priced = fc
    .tuple(rate(15), rate(100))
    .map(([perInput, perOutput]) => ({ input: perInput, output: perOutput, asOf: '' }))
  const call = fc.record({
    model: fc.constantFrom('openai:a', 'openai:b', 'gemini:c'),
    size: fc.nat(8_000),
    density,
    share,
  })
  const run = fc.record({
    limits: limitsOf(100_000),
    prices: fc.record({ 'openai:a': priced, 'openai:b': priced, 'gemini:c': priced }),
    calls: fc.array(call, { minLength: 1, maxLength: 25 }),
  })
  const stoppedBy = { maxTokens: 0, maxCalls: 0, maxCost: 0 }
  fc.assert(
    fc.property(run, ({ limits, prices, calls }) => {
      let state: RunState = { ...initialState, input: input(limits, { prices }) }
      for (const next of calls) {
        const text = 'x'.repeat(next.size)
        const allowed = callBudget(state, text, next.model)
        if (!allowed.affordable) {
          stoppedBy[allowed.limit]++
          break
        }
        const estimated = estimateTokens(text)
        const usage = {
          inputTokens: Math.ceil(estimated * next.density),
          outputTokens: Math.floor(allowed.maxOutputTokens * next.share),
        }
        state = afterCall(state, next.model, usage)
        const beyond = Math.max(0, usage.inputTokens - estimated)
        const { usd } = costOf(state.usageByModel, prices)
        expect(state.calls).toBeLessThanOrEqual(limits.maxCalls)
        expect(state.usage.inputTokens + state.usage.outputTokens).toBeLessThanOrEqual(limits.maxTokens + beyond)
        expect(usd).toBeLessThanOrEqual(limits.maxCost + (beyond * prices[next.model].input) / 1e6 + rounding)
        expect(allowed.maxOutputTokens).toBeLessThanOrEqual(mostOutputTokens)
      }
    }),
    { numRuns: 1_000 },
  )
  // Otherwise a limit was never put to the test.
  for (const [limit, times] of Object.entries(stoppedBy)) expect([limit, times > 20]).toEqual([limit, true])
})

function afterCall(state: RunState, model: string, { inputTokens, outputTokens }: TokenUsage): RunState {
  const plus = (a: TokenUsage) => ({
    inputTokens: a.inputTokens + inputTokens,
    outputTokens: a.outputTokens + outputTokens,
  })
  const before = state.usageByModel[model] ?? { inputTokens: 0, outputTokens: 0 }
  return {
    ...state,
    calls: state.calls + 1,
    usage: plus(state.usage),
    usageByModel: { ...state.usageByModel, [model]: plus(before) },
    longestAnswerTokens: Math.max(state.longestAnswerTokens, outputTokens),
  }
}

test('nor does a whole run of the loop', () => {
  const answers = fc.array(fc.tuple(fc.constantFrom('No.', 'Fine.\n\n- one\n- two', '{"a": 1}'), share), {
    minLength: 1,
    maxLength: 20,
  })
  const run = fc.record({ limits: limitsOf(10_000), perInput: rate(15), perOutput: rate(100), density, answers })
  let stopped = 0
  fc.assert(
    fc.property(run, ({ limits, perInput, perOutput, answers, ...given }) => {
      const prices = { [model]: { input: perInput, output: perOutput, asOf: '2026-11-23' } }
      const steps: AskStep[] = []
      const scripted = (step: AskStep) => {
        const [text, part] = answers[steps.length % answers.length] ?? ['No.', 1]
        const inputTokens = Math.ceil(estimateTokens(step.prompt) * given.density)
        return { ...answer(text), usage: { inputTokens, outputTokens: Math.floor(step.maxOutputTokens * part) } }
      }
      const changes = { models: { target: model }, simulated: false, limits, prices }
      const state = foldEvents(carryOn([started('Write about our new product.', changes)], scripted, steps))
      const estimated = estimateTokens(steps.at(-1)?.prompt ?? '')
      const beyond = Math.max(0, Math.ceil(estimated * given.density) - estimated)
      const { usd } = costOf(state.usageByModel, prices)
      expect(state.calls).toBeLessThanOrEqual(limits.maxCalls)
      expect(state.usage.inputTokens + state.usage.outputTokens).toBeLessThanOrEqual(limits.maxTokens + beyond)
      expect(usd).toBeLessThanOrEqual(limits.maxCost + (beyond * perInput) / 1e6 + rounding)
      if (state.stopReason === 'budget' || state.status === 'failed') stopped++
    }),
    { numRuns: 60 },
  )
  expect(stopped).toBeGreaterThan(10)
})
