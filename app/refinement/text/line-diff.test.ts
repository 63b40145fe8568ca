import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineDiff } from './line-diff.ts'

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

test('a text of very many lines is replaced as a whole', () => {
  const many = 'x\n'.repeat(2_001)
  expect(lineDiff(many, `${many}y`).map(({ kind }) => kind)).toEqual(['removed', 'added'])
})
