import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { convertText } from './text-values.ts'

const schema = Type.Object({ whole: Type.Integer(), part: Type.Number(), text: Type.String() })

test.each([
  [{ whole: '5' }, { whole: 5 }],
  [{ whole: '-5' }, { whole: -5 }],
  [{ part: '0.7' }, { part: 0.7 }],
  [{ text: '5' }, { text: '5' }],
  [{ other: '5' }, { other: '5' }],
  [{ whole: ['1', '2'] }, { whole: ['1', '2'] }],
])('%j becomes %j', (given, converted) => {
  expect(convertText(schema, given)).toEqual(converted)
})

test.each(['', ' 5', '5 ', '5px', '0x10', '1e3', 'Infinity', 'NaN', '--5', '5.'])('%j stays text', (whole) => {
  expect(convertText(schema, { whole })).toEqual({ whole })
})
