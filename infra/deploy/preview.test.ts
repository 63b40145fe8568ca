import { expect, test } from 'vitest'
import { dataHolders } from '../plan/data-holders.ts'
import type { Change } from './changes.ts'
import { checkDataLoss, previewLines } from './preview.ts'

const change = (operation: Change['operation'], type: string, name: string, properties: string[] = []): Change => ({
  operation,
  type,
  name,
  properties,
})

test('a small change is told resource by resource, without the components around it', () => {
  expect(
    previewLines([
      change('update', 'aws:ecs/service:Service', 'app', ['taskDefinition']),
      change('replace', 'aws:ecs/taskDefinition:TaskDefinition', 'app', ['cpu', 'memory']),
      change('create', 'mpla:aws:Edge', 'mpla-dev'),
      change('delete', 'aws:sns/topic:Topic', 'old', ['name']),
    ]),
  ).toEqual([
    '1 to update, 1 to replace, 1 to delete',
    '  delete  Topic old',
    '  replace TaskDefinition app: cpu, memory',
    '  update  Service app: taskDefinition',
  ])
})

test('a first deployment is only counted', () => {
  const first = Array.from({ length: 58 }, (_, index) => change('create', 'aws:sns/topic:Topic', `t${index}`))
  expect(previewLines(first)).toEqual(['58 to create'])
})

test('nothing to do is said', () => {
  expect(previewLines([])).toEqual(['Nothing changes'])
})

test.each(Object.keys(dataHolders))('%s may be changed, but neither replaced nor deleted', (type) => {
  expect(checkDataLoss([change('update', type, 'data'), change('create', type, 'data')], false)).toEqual([])
  const replaced = [change('replace', type, 'data', ['engine'])]
  expect(() => checkDataLoss(replaced, false)).toThrow(
    /\(data\) would be replaced, because of engine\n.*--allow-replace/,
  )
  expect(() => checkDataLoss([change('delete', type, 'data')], false)).toThrow(/\(data\) would be deleted\n/)
  expect(checkDataLoss(replaced, true).join('\n')).toMatch(/although data is lost\n.*\(data\) would be replaced/)
})

test('anything else may be replaced', () => {
  expect(checkDataLoss([change('replace', 'aws:ecs/taskDefinition:TaskDefinition', 'app')], false)).toEqual([])
})
