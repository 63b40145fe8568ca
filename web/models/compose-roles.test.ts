import { expect, test } from 'vitest'
import { modelList } from '../test-support/scripted-api.ts'
import { partsOf } from './compose-roles.ts'

const simulator = 'simulator:rules-v1'
const choice = { model: '', enhancerModel: '', judgeModel: '' }
const chosen = (changes: Partial<typeof choice>, list = modelList) => {
  const { target, writer, judge } = partsOf({ ...choice, ...changes }, list)
  return [target?.id, writer.chosen?.id, judge.chosen?.id]
}

test('who is not chosen is the model that the prompt is for', () => {
  expect(chosen({})).toEqual(['openai:gpt-5-mini', 'openai:gpt-5-mini', 'openai:gpt-5-mini'])
  expect(chosen({ model: 'openai:gpt-5' })).toEqual(['openai:gpt-5', 'openai:gpt-5', 'openai:gpt-5'])
  expect(chosen({ enhancerModel: 'openai:gpt-5', judgeModel: 'openai:gpt-5' })).toEqual([
    'openai:gpt-5-mini',
    'openai:gpt-5',
    'openai:gpt-5',
  ])
})

test('the simulator writes nothing, and judges only itself', () => {
  expect(chosen({ model: simulator })).toEqual([simulator, 'openai:gpt-5-mini', simulator])
  expect(chosen({ enhancerModel: simulator, judgeModel: simulator })).toEqual(Array(3).fill('openai:gpt-5-mini'))
  const { writer, judge } = partsOf({ ...choice, model: 'openai:gpt-5' }, modelList)
  for (const { offered } of [writer, judge]) {
    expect(offered.length).toBeGreaterThan(0)
    expect(offered.some(({ simulated }) => simulated)).toBe(false)
  }
})

test('where there is only the simulator nobody writes', () => {
  const models = modelList.models.filter(({ simulated }) => simulated)
  expect(chosen({ enhancerModel: 'openai:gone' }, { ...modelList, models, default: simulator })).toEqual([simulator, undefined, simulator]) // biome-ignore format: one case
})

test('while the models are not known nobody is', () => {
  expect(partsOf(choice, null)).toMatchObject({ target: null, writer: { chosen: null }, judge: { chosen: null } })
})
