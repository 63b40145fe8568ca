import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { StartRefinement } from '../contract/refinements.ts'
import type { RunInput } from '../contract/run-input.ts'
import { diagnose } from './diagnosis.ts'
import { foldEvents } from './fold.ts'
import type { RunState } from './run-state.ts'
import { answer, carryOn, type Scripted, started } from './test-support/scripted-run.ts'

const prompt = 'Write about our new product.'
const good = 'Our new product saves every team a day of work each week.'
const bad = 'I cannot help with that.'
const ran = (model: Parameters<typeof carryOn>[1], changes: Partial<RunInput> = {}) =>
  diagnose(foldEvents(carryOn([started(prompt, changes)], model)))
const codes = (found: ReturnType<typeof diagnose>) => found.map(({ code }) => code)

test('rewrites that all are worse: names what was not tried yet', () => {
  const found = ran(({ version }) => answer(version === 0 ? good : bad))
  expect(codes(found)).toEqual(['no-improvement'])
  expect(found[0]?.finding).toBe('None of 4 rewrites was better than your prompt.')
  expect(found[0]?.suggestion).toMatch(/enhancer.*self-correction.*test inputs.*feedback/)
})

test('a budget that ended the run early: says how much more', () => {
  const found = ran(() => answer(bad, 400), { limits: { iterations: 4, maxTokens: 1_000 } })
  expect(codes(found)).toContain('budget')
  expect(found.find(({ code }) => code === 'budget')?.suggestion).toMatch(/limits\.maxTokens to about [2-9]000/)
})

test('a prompt that passes everything: more has to be asked of it', () => {
  const perfect =
    'You are an editor. For beginners, without jargon: write a short text about bees and honey. Goal: explain bees and honey. Output format: one paragraph.'
  const state = foldEvents(
    carryOn([started(perfect)], () => answer('Bees collect nectar and turn it into honey for the winter.')),
  )
  expect(codes(diagnose(state))).toEqual(['already-good'])
})

test('a comparison that shows nothing: how many pairs would', () => {
  const found = ran(
    ({ version, pair }) =>
      answer(pair === undefined ? (version === 0 ? bad : good) : pair % 3 === version ? bad : good),
    {
      limits: { iterations: 2, maxTokens: 50_000, comparisons: 8 },
    },
  )
  expect(codes(found)).toContain('not-shown')
})

test('a failing provider: what helps against this failure', () => {
  const failing: Scripted = { code: 'MODEL_RATE_LIMITED', message: 'OpenAI limits the rate.' }
  expect(ran(() => failing)).toEqual([
    expect.objectContaining({ code: 'provider', suggestion: expect.stringContaining('fewer calls') }),
  ])
})

test('a run that is not over, or whose winner is better, is not diagnosed', () => {
  expect(diagnose(foldEvents([started(prompt)]))).toEqual([])
  const better = ran(({ version }) => answer(version === 0 ? bad : good), {
    limits: { iterations: 4, maxTokens: 50_000, comparisons: 8 },
  })
  expect(better).toEqual([])
})

test('every diagnosis says something that can be done', () => {
  const scripts = fc.array(fc.constantFrom(good, bad, '', `${good} ${good}`), { minLength: 5, maxLength: 5 })
  let found = 0
  fc.assert(
    fc.property(scripts, fc.integer({ min: 0, max: 8 }), (script, comparisons) => {
      const model = ({ version, pair = 0 }: { version: number; pair?: number }) =>
        answer(script[(version + pair) % script.length] ?? '')
      for (const { finding, suggestion } of ran(model, { limits: { iterations: 3, maxTokens: 20_000, comparisons } })) {
        found++
        for (const sentence of [finding, suggestion]) expect(sentence).toMatch(/^[A-Z0-9].{15,}/s)
      }
    }),
    { numRuns: 30 },
  )
  expect(found).toBeGreaterThan(0)
})

test('what can be said as a setting of the next run is, within what the API takes', () => {
  const worse = (changes: Partial<RunInput>) => ran(({ version }) => answer(version === 0 ? good : bad), changes)[0]
  expect(worse({ simulated: false })?.change).toEqual({ enhancer: 'llm_assisted' })
  expect(worse({ simulated: true })).not.toHaveProperty('change')

  const spent = ran(() => answer(bad, 400), {
    limits: { iterations: 4, maxTokens: 1_000, maxCalls: 10_000, maxCost: 9_000 },
  })
  const { limits } = spent.find(({ code }) => code === 'budget')?.change ?? {}
  expect(limits?.maxTokens).toBeGreaterThan(1_000)
  expect([limits?.maxCalls, limits?.maxCost]).toEqual([10_000, 10_000])

  const lucky = ran(
    ({ version, pair }) =>
      answer((pair === undefined || pair < 3 ? version === 0 : pair === 3 && version > 0) ? bad : good),
    { limits: { iterations: 2, maxTokens: 50_000, comparisons: 8 } },
  ).find(({ code }) => code === 'not-shown')
  const pairs = Number(/about (\d+) pairs/.exec(lucky?.suggestion ?? '')?.[1])
  expect(pairs).toBeGreaterThan(8)
  expect(lucky?.change).toEqual({ limits: { comparisons: pairs } })

  const all = [worse({ simulated: false }), ...spent, lucky].flatMap((each) => each?.change ?? [])
  expect(all.length).toBeGreaterThan(2)
  for (const change of all) expect([...Value.Errors(StartRefinement, { prompt, ...change })]).toEqual([])
})

test('one setting at a time: after another writer come rounds of self-correction', () => {
  const change = (state: RunState) => diagnose(state).find(({ code }) => code === 'no-improvement')?.change
  const state = foldEvents(
    carryOn([started(prompt, { simulated: false })], ({ version }) => answer(version === 0 ? good : bad)),
  )
  const written = (changes: Partial<RunInput>) => state.input && { ...state, input: { ...state.input, ...changes } }
  const byModel = written({ enhancer: 'llm_assisted' })
  const corrected = written({ enhancer: 'llm_assisted', selfCorrection: 2 })
  if (byModel === null || corrected === null) throw new Error('expected a run that was started')
  expect([change(state), change(byModel), change(corrected)]).toEqual([{ enhancer: 'llm_assisted' }, { selfCorrection: 1 }, undefined]) // biome-ignore format: one row
})

test('pairs that the budget left out are no reason to ask for more pairs', () => {
  const found = ran(({ version, pair }) => answer(version === 0 ? bad : good, pair === undefined ? 10 : 150), {
    limits: { iterations: 2, maxTokens: 1_000, comparisons: 8 },
  }).find(({ code }) => code === 'not-shown')
  expect(found?.suggestion).toMatch(/The budget left [1-5] of 8 pairs: raise limits\.maxTokens/)
  expect(found?.change?.limits).toEqual({ maxTokens: expect.any(Number) })
  expect(found?.change?.limits?.maxTokens).toBeGreaterThan(1_000)
})
