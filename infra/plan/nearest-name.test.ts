import { expect, test } from 'vitest'
import { nearestName } from './nearest-name.ts'

const names = ['maxTasks', 'minTasks', 'domain', 'cpu', 'openaiApiKey'] as const

test.each([
  ['maxTask', 'maxTasks'],
  ['domian', 'domain'],
  ['MAXTASKS', 'maxTasks'],
  ['openAiKey', 'openaiApiKey'],
  ['cup', 'cpu'],
])('takes %s for %s', (typed, meant) => {
  expect(nearestName(typed, names)).toBe(meant)
})

test.each(['somethingElse', '', 'region'])('suggests nothing for %j', (typed) => {
  expect(nearestName(typed, names)).toBeUndefined()
})

test('suggests nothing when there are no names', () => {
  expect(nearestName('cpu', [])).toBeUndefined()
})
