import { expect, test } from 'vitest'
import { firstNotPrinted, stepsOf } from './steps.ts'

const guide =
  '# A\n\n```sh\none\ntwo \\\n  more\n```\n\ntext\n\n```output\nx\n…\n```\n## B\n```\nplain\n```\n```sh\nthree\n```\n'

test('blocks become steps, each with what it is shown to print', () => {
  expect(stepsOf(guide)).toEqual([
    {
      heading: 'A',
      commands: [
        { text: 'one', line: 4 },
        { text: 'two more', line: 5 },
      ],
      output: ['x', '…'],
    },
    { heading: 'B', commands: [{ text: 'three', line: 20 }], output: [] },
  ])
})

test('output that belongs to no commands, and a block without end, are refused', () => {
  expect(() => stepsOf('```output\nx\n```')).toThrow(/line 1/)
  expect(() => stepsOf('text\n```sh\nx')).toThrow(/line 2 to end/)
})

test('shown lines have to be printed in their order; an ellipsis stands for anything, blank for blank', () => {
  const printed = 'first (1.5 s)\n  name      value\nother\nlast'
  expect(firstNotPrinted(['first (… s)', 'name value', '…', 'last'], printed)).toBeUndefined()
  expect(firstNotPrinted(['last', 'other'], printed)).toBe('other')
  expect(firstNotPrinted(['first (1x5 s)'], printed)).toBe('first (1x5 s)')
  expect(firstNotPrinted(['irst …'], printed)).toBe('irst …')
  expect(firstNotPrinted(['…alue'], printed)).toBeUndefined()
})
