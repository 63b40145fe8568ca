import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textDiff } from './text-diff.ts'

const lineDiff = (before: string, after: string) => textDiff(before, after, 'lines')

test('shows what was changed, line by line', () => {
  expect(lineDiff('a\nb\nc', 'a\nx\ny\nc')).toEqual([
    { kind: 'same', text: 'a\n' },
    { kind: 'removed', text: 'b\n' },
    { kind: 'added', text: 'x\ny\n' },
    { kind: 'same', text: 'c' },
  ])
  expect(lineDiff('', 'a\n')).toEqual([{ kind: 'added', text: 'a\n' }])
  expect(lineDiff('', '')).toEqual([])
})

test('both texts can be read out of it, and no kept line could have been one more', () => {
  const text = fc
    .array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd'), { maxLength: 8 })
    .map((lines) => lines.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = lineDiff(before, after)
      const without = (kind: string) => diff.filter((part) => part.kind !== kind).map((part) => part.text).join('') // biome-ignore format: one line
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
      const lines = (value: string) => value.match(/[^\n]*\n|[^\n]+$/g) ?? []
      const same = diff.filter(({ kind }) => kind === 'same').flatMap((part) => lines(part.text)).length
      expect(same).toBe(longest(lines(before), lines(after)))
    }),
    { seed: 1 },
  )
})

/** Longest common subsequence, as its definition says. */
function longest(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const [x, ...as] = a
  const [y, ...bs] = b
  return x === y ? 1 + longest(as, bs) : Math.max(longest(as, b), longest(a, bs))
}

test('by words, it shows the word that was changed', () => {
  expect(textDiff('Write a short text.', 'Write a long text.', 'words')).toEqual([
    { kind: 'same', text: 'Write a ' },
    { kind: 'removed', text: 'short' },
    { kind: 'added', text: 'long' },
    { kind: 'same', text: ' text.' },
  ])
})

test.each(['words', 'lines'] as const)('by %s, a text of which hardly a line stayed is replaced as a whole', (by) => {
  const lines = (name: string) => Array.from({ length: 1_500 }, (_, line) => `${name}${line}\n`).join('')
  expect(textDiff(lines('a'), lines('b'), by).map(({ kind }) => kind)).toEqual(['removed', 'added'])
})
