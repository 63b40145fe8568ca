import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { RunInput } from '../../app/contract/run-input.ts'
import { requestOf } from './compose-request.ts'
import { fieldErrors } from './compose-rules.ts'
import { changedDraft, changeText, draftOf } from './run-draft.ts'

test('the form filled in for a run asks for the same run again', () => {
  const run: RunInput = {
    prompt: 'Write a poem.',
    models: { target: 'openai:a', enhancer: 'openai:b', judge: 'gemini:c' },
    temperature: 0.2,
    limits: { iterations: 3, maxTokens: 9_000, comparisons: 0, selfComparisons: 6, maxCalls: 40, maxCost: 0.5 },
    simulated: false,
    inputs: [{ text: 'A' }, { text: 'B', expected: 'good' }],
    generateInputs: 4,
    enhancer: 'llm_assisted',
    evaluator: 'llm_judge',
    judgeCriteria: [{ name: 'friendly-tone', question: 'Is it kind to the reader?', levels: ['Rude', 'Kind'] }],
    selfCorrection: 2,
  }
  expect(Value.Check(RunInput, run)).toBe(true)
  const { simulated: _, ...asked } = run
  expect(fieldErrors(draftOf(run))).toEqual({})
  expect(requestOf(draftOf(run))).toEqual(asked)
})

test('test inputs that a model wrote are not taken for the author\u2019s', () => {
  const inputs = [{ text: 'Mine' }, { text: 'Made up', generated: true }]
  const limits = { iterations: 3, maxTokens: 9_000 }
  const run = {
    prompt: 'Write a poem.',
    models: { target: 'openai:a' },
    temperature: 0,
    limits,
    simulated: false,
    inputs,
  }
  expect(requestOf(draftOf(run)).inputs).toEqual([{ text: 'Mine' }])
})

const plain = {
  prompt: 'Write a poem.',
  models: { target: 'openai:a' },
  temperature: 0,
  limits: { iterations: 3, maxTokens: 9_000, maxCalls: 20 },
  simulated: false,
}

test('a suggested change replaces its settings and leaves the others', () => {
  const more = requestOf(changedDraft(plain, { limits: { maxTokens: 20_000, maxCalls: 45 } }))
  expect(more.limits).toEqual({ iterations: 3, maxTokens: 20_000, comparisons: 8, maxCalls: 45 })
  expect(requestOf(changedDraft(plain, { enhancer: 'llm_assisted' }))).toMatchObject({
    enhancer: 'llm_assisted',
    prompt: plain.prompt,
  })
  expect(requestOf(changedDraft(plain, { selfCorrection: 1 })).selfCorrection).toBe(1)
})

test.each([
  [{ limits: { comparisons: 31 } }, '31 comparisons'],
  [{ limits: { maxTokens: 20_000, maxCalls: 45, maxCost: 1.5 } }, '20,000 tokens, 45 calls, $1.50'],
  [{ enhancer: 'llm_assisted' as const }, 'a model that improves the prompt'],
  [{ selfCorrection: 1 }, 'self-correction, rounds: 1'],
])('says the change %j in words', (change, text) => expect(changeText(change)).toBe(text))
