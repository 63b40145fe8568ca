import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerptOf } from './excerpts.ts'
import { parseSearchQuery } from './search-query.ts'
import { wordsOf } from './words.ts'

function marked(text: string, q: string): string | null {
  const query = parseSearchQuery(q)
  const excerpt = query && excerptOf(text, query)
  if (excerpt === null) return null
  let [shown, at] = ['', 0]
  for (const { start, end } of excerpt.ranges) {
    shown += `${excerpt.text.slice(at, start)}[${excerpt.text.slice(start, end)}]`
    at = end
  }
  expect(text.slice(excerpt.start, excerpt.start + excerpt.text.length)).toBe(excerpt.text)
  return shown + excerpt.text.slice(at)
}

test.each([
  ['Write about our new products.', 'product', 'Write about our new [products]'],
  ['Zoë’s café: der Straße nach', 'cafe strasse', 'Zoë’s [café]: der [Straße] nach'],
  ['Ask for a gift card; a card is no gift.', '"gift card" card', 'Ask for a [gift card]; a [card] is no gift'],
  ['我们的新产品', '产品', '我们的新[产品]'],
  ['Nothing of it', 'absent', null],
  ['Nothing of it', '-absent', null],
])('shows where the words of a query stand: %j for %j', (text, q, expected) => expect(marked(text, q)).toBe(expected))

test('shows the part of a long text that has most of what was looked for, cut between words', () => {
  const filler = 'filler words that say nothing at all '.repeat(20)
  expect(marked(`refund ${filler}a refund policy for gift cards ${filler}`, 'refund policy gift')).toMatch(
    /^[\w ]{0,41}a \[refund\] \[policy\] for \[gift\] cards [\w ]+$/,
  )
})

test('the excerpt of any text begins and ends with whole words, and every range is something that was looked for', () => {
  const words = fc.constantFrom('refund', 'card', 'a', 'Zoë', '产品', '—', '\n', '🙂', 'long'.repeat(30))
  let shown = 0
  fc.assert(
    fc.property(fc.array(words, { maxLength: 120 }), fc.constantFrom('refund', 'car 产', '"a refund"', 'zoe longlong'), (parts, q) => {
      const text = parts.join(' ')
      const query = parseSearchQuery(q)
      if (query === null) throw new Error('asks for nothing')
      const excerpt = excerptOf(text, query)
      const all = [...wordsOf(text)]
      if (excerpt === null) return
      shown++
      expect(excerpt.ranges.length).toBeGreaterThan(0)
      expect(excerpt.text.length).toBeLessThanOrEqual(400)
      const [starts, ends] = [new Set(all.map(({ start }) => start)), new Set(all.map(({ end }) => end))]
      for (const { start, end } of excerpt.ranges) {
        expect(starts).toContain(excerpt.start + start)
        expect(ends).toContain(excerpt.start + end)
      }
    }),
    { seed: 3 },
  ) // biome-ignore format: one property
  expect(shown).toBeGreaterThan(30)
})
