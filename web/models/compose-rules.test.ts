import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { StartRefinement } from '../../app/contract/refinements.ts'
import { characterCount, type Draft, emptyDraft, fieldErrors, limits, requestOf } from './compose-rules.ts'

const draft = (changes: Partial<Draft>): Draft => ({ ...emptyDraft, prompt: 'Write a poem.', ...changes })

test('the limits are those of the contract', () => {
  const range = ({ minimum, maximum, initial }: { minimum: number; maximum: number; initial: number }) => ({
    minimum,
    maximum,
    default: initial,
  })
  expect(StartRefinement.properties).toMatchObject({
    prompt: { minLength: limits.prompt.minimum, maxLength: limits.prompt.maximum },
    temperature: range(limits.temperature),
    limits: { properties: { iterations: range(limits.iterations), maxTokens: range(limits.maxTokens) } },
  })
})

test('characters are counted as the contract counts them', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', 'e\u0301', '👍', '👨‍👩‍👧‍👦', '\ud83d'), maxLength: 20 }),
      (prompt) => {
        expect(Value.Check(StartRefinement.properties.prompt, prompt)).toBe(
          characterCount(prompt) >= limits.prompt.minimum,
        )
      },
    ),
  )
})

test('whatever passes here is a request the contract accepts', () => {
  const typed = fc.oneof(
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom('', ' ', '1e3', '0x10', '2,5', '5000', '4'),
  )
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
  })
  fc.assert(
    fc.property(drafts, (candidate) => {
      if (Object.keys(fieldErrors(candidate)).length === 0)
        expect([...Value.Errors(StartRefinement, requestOf(candidate))]).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

test('says what a prompt lacks', () => {
  expect(fieldErrors(draft({ prompt: ' \n' })).prompt).toBe('Type or paste the prompt you want to refine.')
  expect(fieldErrors(draft({ prompt: 'Hello' })).prompt).toBe('A prompt has at least 10 characters; this one lacks 5.')
  expect(fieldErrors(draft({ prompt: 'x'.repeat(20_003) })).prompt).toBe(
    'A prompt has at most 20,000 characters; shorten this one by 3.',
  )
  expect(fieldErrors(draft({ prompt: '👍'.repeat(20_000) }))).toEqual({})
})

test('says which numbers are accepted', () => {
  expect(fieldErrors(draft({ temperature: '2.1' })).temperature).toBe('Enter a number from 0 to 2.')
  expect(fieldErrors(draft({ iterations: '1.5' })).iterations).toBe('Enter a whole number from 1 to 10.')
  expect(fieldErrors(draft({ maxTokens: '' })).maxTokens).toBe('Enter a whole number from 1,000 to 1,000,000.')
  expect(fieldErrors(draft({ temperature: '0', iterations: '10', maxTokens: '1000' }))).toEqual({})
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
