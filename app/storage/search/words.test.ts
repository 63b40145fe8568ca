import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexedWords, mostWords, wordsOf } from './words.ts'

const plain = (text: string) => [...wordsOf(text)].map(({ word }) => word)

test.each([
  ['Write about our NEW product, please!', ['write', 'about', 'our', 'new', 'product', 'please']],
  ['Zoë’s café-crème', ['zoe', 's', 'cafe', 'creme']],
  ['Straße STRASSE ﬁnal ①', ['strasse', 'strasse', 'final', '1']],
  ['İstanbul Ångström', ['istanbul', 'angstrom']],
  ['我们的产品', ['我', '们', '的', '产', '品']],
  ['한국어 テスト', ['한국어', 'テ', 'ス', 'ト']],
  ['हिन्दी में लिखो', ['हिन्दी', 'में', 'लिखो']],
  ['GPT-5 v1.2 a_b {{input}}', ['gpt', '5', 'v1', '2', 'a', 'b', 'input']],
  ['" -- \u0000 🙂 …', []],
])('the words of %j', (text, words) => expect(plain(text)).toEqual(words))

test('every word is found where it is said to stand, and consists of what no database takes for syntax', () => {
  let found = 0
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      let end = 0
      for (const word of wordsOf(text)) {
        expect(word.start).toBeGreaterThanOrEqual(end)
        end = word.end
        expect(plain(text.slice(word.start, word.end))).toEqual([word.word])
        expect(word.word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
        expect([...word.word].length).toBeLessThanOrEqual(64)
        found++
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
    { seed: 1, numRuns: 500 },
  )
  expect(found).toBeGreaterThan(100)
})

test('a text is indexed up to a limit', () => {
  expect(indexedWords('a '.repeat(mostWords + 5))).toHaveLength(mostWords)
  expect(indexedWords('x'.repeat(5_000))).toEqual(['x'.repeat(64)])
})
