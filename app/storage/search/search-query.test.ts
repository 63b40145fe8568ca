import { expect, test } from 'vitest'
import { parseSearchQuery } from './search-query.ts'

/** `word*` may be longer; words of a phrase are joined by +; unwanted ones follow the bar. */
function read(text: string): string | null {
  const query = parseSearchQuery(text)
  if (query === null) return null
  const show = (terms: (typeof query)['wanted']) =>
    terms.map(({ words, isPrefix }) => `${words.join('+')}${isPrefix ? '*' : ''}`).join(' ')
  return `${show(query.wanted)}|${show(query.unwanted)}`
}

test.each([
  ['refund policy', 'refund* policy*|'],
  ['AI a', 'ai a|'],
  ['"Gift card"', 'gift+card|'],
  ['refund -"gift card" -lost', 'refund*|gift+card lost*'],
  ['"never closed', 'never+closed|'],
  ['e-mail don’t', 'e+mail* don+t|'],
  ['-tone', '|tone*'],
  ['a"b', 'a+b|'],
  ['  spaced\t\nout ', 'spaced* out*|'],
  ['产品', '产+品|'],
  ['AND OR NOT NEAR(a) col:b ^c *', 'and* or not* near+a col+b c|'],
  [Array(40).fill('word').join(' '), `${Array(20).fill('word*').join(' ')}|`],
])('reads %j', (text, expected) => expect(read(text)).toBe(expected))

test.each(['', '   ', '-', '"', '""', '- "-" * ( ) \u0000 🙂'])('asks for nothing: %j', (text) =>
  expect(read(text)).toBeNull(),
)
