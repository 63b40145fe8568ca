import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../test-support/any-text.ts'
import { fenced, fencedText } from './fence.ts'

const texts = fc
  .array(fc.constantFrom('```', '````', '~~~~~', '``', '\n', '\n```js\n', 'word', ' ', 'END', '{{prompt}}'), {
    maxLength: 30,
    size: 'max',
  })
  .map((parts) => parts.join(''))

test('nothing in a fenced text can close its fence', () => {
  fc.assert(
    fc.property(fc.oneof(texts, anyText()), (text) => {
      const [opening, ...lines] = fenced(text, 'prompt').split('\n')
      const fence = opening?.replace('prompt', '') ?? ''
      expect(fence).toMatch(/^`{3,}$/)
      expect(lines.at(-1)).toBe(fence)
      expect(text).not.toContain(fence)
    }),
  )
})

test('a fenced text is read back as it was', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const read = fencedText(`Changes:\n- one\n${fenced(text, 'text')}\nDone.`)
      expect(read).toEqual({ text, before: 'Changes:\n- one', isClosed: true })
    }),
  )
})

test.each([
  ['a block with a language', '```markdown\nDo it.\n```', 'Do it.', true],
  ['blocks inside of a longer fence', '````\nUse:\n```js\nx\n```\nDone.\n````', 'Use:\n```js\nx\n```\nDone.', true],
  [
    'blocks inside of a fence of the same length',
    '```\nUse:\n```js\nx\n```\nDone.\n```',
    'Use:\n```js\nx\n```\nDone.',
    true,
  ],
  ['tildes', '~~~\nDo it.\n~~~', 'Do it.', true],
  ['an indented block', '1. Prompt\n   ```\nDo it.\n   ```', 'Do it.', true],
  ['Windows line ends', '```\r\nDo it.\r\nNow.\r\n```', 'Do it.\nNow.', true],
  ['text on the line of the fence', '```Write a poem now.\nShort.\n```', 'Write a poem now.\nShort.', true],
  ['a fence that is never closed', 'So:\n```text\nDo it.', 'Do it.', false],
  ['a fence that is never opened', 'Do it.\n```', 'Do it.', false],
])('reads %s', (_, text, expected, isClosed) => {
  expect(fencedText(text)).toMatchObject({ text: expected, isClosed })
})

test('a text without a fence has no block', () => {
  expect(fencedText('Use ``x`` or `y`.')).toBeNull()
})
