import { expect, test } from 'vitest'
import { StartRefinement } from '../../app/contract/refinements.ts'
import { inputLimits, inputsError, parseInputs } from './test-inputs.ts'

test.each([
  ['', []],
  ['  \n', []],
  ['One review', [{ text: 'One review' }]],
  ['One\nreview\n---\nAnother\n', [{ text: 'One\nreview' }, { text: 'Another' }]],
  [
    'Cold soup\n=> bad\n-----\nGood soup\n=> good',
    [
      { text: 'Cold soup', expected: 'bad' },
      { text: 'Good soup', expected: 'good' },
    ],
  ],
  ['---\nFirst\n---', [{ text: 'First' }]],
  ['=> only that', [{ text: '=> only that' }]],
  ['a --- b', [{ text: 'a --- b' }]],
])('reads %j', (typed, inputs) => {
  expect(parseInputs(typed)).toEqual(inputs)
})

test('what the server would refuse is said while it is typed', () => {
  expect(inputsError(Array(101).fill('x').join('\n---\n'))).toBe('At most 100 inputs can be tried; these are 101.')
  expect(inputsError(`ok\n---\n${'x'.repeat(20_001)}`)).toBe('Input 2 is longer than 20000 characters.')
  expect(inputsError('ok')).toBeUndefined()
})

test('the limits are those of the contract', () => {
  const text = { maxLength: inputLimits.characters }
  expect(StartRefinement.properties.inputs).toMatchObject({
    maxItems: inputLimits.count,
    items: { properties: { text, expected: text } },
  })
})
