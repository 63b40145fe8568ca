import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../test-support/any-text.ts'
import { askForInputs, readInputs } from './generator.ts'

const wanted = { examples: ['Where is my parcel?'], count: 2 }
const generated = (...texts: string[]) => ({ inputs: texts.map((text) => ({ text, generated: true })) })

test('asks for so many inputs, unlike those that there are', () => {
  const text = askForInputs({ prompt: 'Answer {{input}}.', ...wanted })
  for (const part of ['Answer {{input}}.', 'Where is my parcel?', 'Write 2 inputs', '{"inputs": ['])
    expect(text).toContain(part)
  const metaPrompts = [{ role: 'generator', text: 'Invent {{count}} for {{prompt}} {{form}}' }]
  expect(askForInputs({ prompt: 'P', ...wanted, metaPrompts })).toMatch(/^Invent 2 for \n```prompt\nP/)
})

test.each([
  ['as asked', '{"inputs": ["One", "Two"]}', ['One', 'Two']],
  ['in a block', 'Here:\n```json\n{"inputs": ["One"]}\n```', ['One']],
  ['as a bare list', '["One", " Two "]', ['One', 'Two']],
  ['under another name', '{"questions": ["One"]}', ['One']],
  ['as objects', '[{"text": "One"}, {"input": "Two"}]', ['One', 'Two']],
  ['too many', '["One", "Two", "Three"]', ['One', 'Two']],
  ['some twice or known', '["One", "One ", "Where is  my parcel?", "Two"]', ['One', 'Two']],
  ['with what is no text', '["", 1, null, "One"]', ['One']],
])('reads inputs %s, marked as generated', (_, reply, expected) => {
  expect(readInputs(reply, wanted)).toEqual(generated(...expected))
})

test.each(['', 'No.', '{"inputs": []}', '["Where is my parcel?"]'])('says that %j has none', (reply) => {
  expect(readInputs(reply, wanted)).toEqual({ problem: expect.stringMatching(/^Expected /) })
})

test('never throws, and never has more than were asked for', () => {
  const replies = fc.oneof(
    fc.json({ maxDepth: 2 }),
    fc.array(anyText(20)).map((texts) => JSON.stringify(texts)),
  )
  fc.assert(
    fc.property(replies, fc.integer({ min: 1, max: 5 }), (reply, count) => {
      const read = readInputs(reply, { examples: [], count })
      if ('problem' in read) return
      expect(read.inputs.length).toBeLessThanOrEqual(count)
      for (const { text } of read.inputs)
        expect(text.isWellFormed() && text.trim() !== '' && !text.includes('\u0000')).toBe(true)
    }),
  )
})
