import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { StartRefinement } from '../../app/contract/refinements.ts'
import { requestOf } from './compose-request.ts'
import { type Draft, emptyDraft, fieldErrors } from './compose-rules.ts'
import { criteriaText } from './judge-criteria.ts'

const draft = (changes: Partial<Draft>): Draft => ({ ...emptyDraft, prompt: 'Write a poem.', ...changes })

test('whatever passes here is a request the contract accepts', () => {
  const typed = fc.oneof(
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom('', ' ', '1e3', '0x10', '2,5', '5000', '4'),
  )
  const criteria = fc.record({
    name: fc.oneof(fc.string(), fc.constantFrom('Tone', 'tone', 'Clarity', 'x'.repeat(40))),
    question: fc.oneof(fc.string(), fc.constant('Is it kind to the reader?')),
    levels: fc.oneof(fc.string(), fc.constant('Not at all\nFully'), fc.constant('a\n\nb')),
  })
  const drafts = fc.record({
    prompt: fc.string({ maxLength: 40 }),
    model: fc.constantFrom('', 'openai:gpt-5'),
    temperature: typed,
    iterations: typed,
    maxTokens: fc.oneof(typed, fc.integer({ min: 900, max: 1_100_000 }).map(String)),
    comparisons: typed,
    inputs: fc.oneof(
      fc.constant(''),
      fc.array(fc.string({ maxLength: 9 }), { maxLength: 4 }).map((all) => all.join('\n---\n')),
    ),
    enhancer: fc.constantFrom('rule_based', 'llm_assisted', 'architect', 'unknown'),
    selfCorrection: typed,
    selfComparisons: typed,
    maxCalls: typed,
    maxCost: typed,
    generateInputs: typed,
    enhancerModel: fc.constantFrom('', 'openai:gpt-5', 'gemini:flash'),
    judgeModel: fc.constantFrom('', 'openai:gpt-5', 'gemini:flash'),
    evaluator: fc.constantFrom('rules', 'llm_judge', 'unknown'),
    judgeCriteria: fc.oneof(
      fc.constantFrom('', 'no JSON', '[1]'),
      fc.array(criteria, { maxLength: 7 }).map(criteriaText),
    ),
  })
  fc.assert(
    fc.property(drafts, (candidate) => {
      if (Object.keys(fieldErrors(candidate)).length === 0)
        expect([...Value.Errors(StartRefinement, requestOf(candidate))]).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

test('sends limits of calls and money only when they are set', () => {
  const set = draft({ maxCalls: '30', maxCost: ' 0.25 ', selfComparisons: '6' })
  expect(fieldErrors(set)).toEqual({})
  expect(requestOf(set).limits).toMatchObject({ maxCalls: 30, maxCost: 0.25, selfComparisons: 6 })
  expect(requestOf(draft({})).limits).not.toHaveProperty('maxCost')
  expect(Object.keys(fieldErrors(draft({ maxCalls: '0', maxCost: '-1' })))).toEqual(['maxCalls', 'maxCost'])
})

test('sends no model when none was chosen', () => {
  expect(requestOf(draft({}))).toEqual({
    prompt: 'Write a poem.',
    temperature: 0.7,
    limits: { iterations: 4, maxTokens: 50_000, comparisons: 8 },
  })
  expect(requestOf(draft({ model: 'openai:gpt-5' }))).toMatchObject({ models: { target: 'openai:gpt-5' } })
})

const both = { model: 'openai:a', enhancerModel: 'openai:b', judgeModel: 'gemini:c' }

test('names the models of the parts that are played, and only those', () => {
  expect(requestOf(draft(both)).models).toEqual({ target: 'openai:a' })
  expect(requestOf(draft({ ...both, enhancer: 'architect' }))).toMatchObject({
    enhancer: 'architect',
    models: { target: 'openai:a', enhancer: 'openai:b' },
  })
  expect(requestOf(draft({ ...both, generateInputs: '3' })).models).toHaveProperty('enhancer', 'openai:b')
  expect(requestOf(draft({ ...both, evaluator: 'llm_judge' })).models).toEqual({
    target: 'openai:a',
    judge: 'gemini:c',
  })
  const same = { model: 'openai:a', enhancerModel: 'openai:a', judgeModel: 'openai:a' }
  expect(requestOf(draft({ ...same, enhancer: 'architect', evaluator: 'llm_judge' })).models).toEqual({
    target: 'openai:a',
  })
})

test('has nothing written where nobody can write, whatever was chosen before', () => {
  const request = requestOf(draft({ model: 'simulator:rules-v1', enhancer: 'architect', selfCorrection: '3', generateInputs: '5' })) // biome-ignore format: one draft
  for (const left of ['enhancer', 'selfCorrection', 'generateInputs']) expect(request).not.toHaveProperty(left)
})

test('criteria go to a judge alone', () => {
  const judgeCriteria = criteriaText([
    { name: 'Friendly Tone', question: 'Is it kind to the reader?', levels: 'Rude\n\nKind' },
  ])
  expect(requestOf(draft({ judgeCriteria }))).not.toHaveProperty('judgeCriteria')
  expect(requestOf(draft({ judgeCriteria, evaluator: 'llm_judge' })).judgeCriteria).toEqual([
    { name: 'friendly-tone', question: 'Is it kind to the reader?', levels: ['Rude', 'Kind'] },
  ])
})
