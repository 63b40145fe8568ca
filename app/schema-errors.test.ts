import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { explain } from './schema-errors.ts'

const schema = Type.Object(
  {
    name: Type.String({ maxLength: 3 }),
    size: Type.Optional(Type.Enum(['small', 'large'])),
    counts: Type.Optional(Type.Array(Type.Integer({ minimum: 0 }))),
  },
  { additionalProperties: false },
)
const explained = (value: unknown) => explain(Compile(schema).Errors(value), schema, value, 'body')

test.each([
  [{ name: 'abcd' }, 'body/name must not have more than 3 characters; got a string of 4 characters'],
  [{ name: 'a', size: 'medium' }, 'body/size must be one of small, large; got "medium"'],
  [{ name: 'a', size: 'x'.repeat(61) }, 'body/size must be one of small, large; got a string of 61 characters'],
  [{ name: 'a', counts: [0, -1] }, 'body/counts/1 must be >= 0; got -1'],
  [{ name: 'a', counts: {} }, 'body/counts must be array; got an object'],
  [{}, 'body must have the key "name"'],
  [{ name: 'a', 'x\n': 1 }, 'body must not have the key "x\\n"; known keys: name, size, counts'],
  [undefined, 'body must be object; got nothing'],
])('%j: %s', (value, sentence) => {
  expect(explained(value)).toBe(sentence)
})

test('names at most five mistakes, and how many more there are', () => {
  const text = explained({ name: 'a', counts: Array.from({ length: 100 }, () => -1) })
  expect(text.match(/must be >= 0/g)).toHaveLength(5)
  expect(text).toMatch(/\. \d+ more$/)
})

test('shows no long text that came', () => {
  expect(explained({ name: 'secret '.repeat(100) })).not.toContain('secret')
})
