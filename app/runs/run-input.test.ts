import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { RunInput } from '../contract/run-input.ts'
import { pricedModel, prices, scriptedModels } from '../test-support/scripted-models.ts'
import { inputOf } from './run-input.ts'

const prompt = 'Write about our new product.'
const inputFor = (target: string, limits = {}) => inputOf({ prompt, models: { target }, limits }, scriptedModels())

test('a run records the prices of its models as they are known when it is accepted', () => {
  expect(inputFor(pricedModel).prices).toEqual({ [pricedModel]: prices })
  expect(inputFor('openai:new').prices).toEqual({ 'openai:new': null })
  expect(Value.Check(RunInput, inputFor(pricedModel, { maxCost: 1, maxCalls: 5 }))).toBe(true)
})

test('limits that are not set are not there', () => {
  expect(inputFor(pricedModel).limits).toEqual({ iterations: 4, maxTokens: 50_000, comparisons: 8 })
  expect(inputFor(pricedModel, { maxCost: 0.5, maxCalls: 5 }).limits).toMatchObject({ maxCost: 0.5, maxCalls: 5 })
})

test('a run that lets a model write records who, and its price; one that does not, does not', () => {
  const models = { target: 'simulator:rules-v1', enhancer: pricedModel }
  const written = inputOf({ prompt, models, enhancer: 'architect', selfCorrection: 2 }, scriptedModels())
  expect(written).toMatchObject({ models, enhancer: 'architect', selfCorrection: 2, simulated: true })
  expect(written.prices).toMatchObject({ [pricedModel]: prices })
  expect(inputOf({ prompt, models }, scriptedModels()).models).toEqual({ target: models.target })
})

test.each([{ enhancer: 'llm_assisted' as const }, { selfCorrection: 1 }, { generateInputs: 5 }])(
  'the simulator is no writer of prompts: %j',
  (request) => {
    expect(() => inputOf({ prompt, ...request }, scriptedModels())).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST', message: expect.stringContaining('is the simulator') }),
    )
  },
)

test('a limit of money is refused where a price is not known, and the message says what to do instead', () => {
  expect(() => inputFor('openai:new', { maxCost: 1 })).toThrow(
    expect.objectContaining({
      code: 'INVALID_REQUEST',
      message: expect.stringMatching(/^limits\.maxCost: .*that of openai:new is not known; .*maxTokens and maxCalls/),
    }),
  )
  expect(() => inputFor('openai:new', { maxCalls: 1 })).not.toThrow()
})

test('a run whose answers are judged records by whom and by what, and its price; one that is not, does not', () => {
  const models = { target: 'simulator:rules-v1', judge: pricedModel }
  const judgeCriteria = [{ name: 'calm', question: 'Is it calm from start to end?' }]
  const judged = inputOf({ prompt, models, evaluator: 'llm_judge', judgeCriteria }, scriptedModels())
  expect(judged).toMatchObject({ models, evaluator: 'llm_judge', judgeCriteria })
  expect(judged.prices).toMatchObject({ [pricedModel]: prices })
  expect(inputOf({ prompt, models }, scriptedModels()).models).toEqual({ target: models.target })
})

test('the simulator judges no language model, and criteria need a judge and names of their own', () => {
  const calm = { name: 'calm', question: 'Is it calm from start to end?' }
  const start = (changes: object) => () =>
    inputOf({ prompt, models: { target: pricedModel }, ...changes }, scriptedModels())
  expect(start({ evaluator: 'llm_judge', models: { target: pricedModel, judge: 'simulator:rules-v1' } })).toThrow(
    'models.judge: expected a language model',
  )
  expect(start({ judgeCriteria: [calm] })).toThrow('expected the evaluator llm_judge')
  expect(start({ judgeRepeats: 3 })).toThrow('judgeRepeats: expected the evaluator llm_judge')
  expect(start({ judgeRepeats: 3, evaluator: 'llm_judge' })()).toMatchObject({ judgeRepeats: 3 })
  expect(start({ evaluator: 'llm_judge', judgeCriteria: [calm, calm] })).toThrow('found calm twice')
})
