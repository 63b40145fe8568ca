import { expect, test } from 'vitest'
import type { AuthorCheck } from '../../../contract/author-checks.ts'
import { whyRefused } from './acceptance.ts'
import { runCheck } from './author-checks.ts'
import { catalogue } from './catalogue.ts'

const refusals = (...checks: AuthorCheck[]) => whyRefused(checks, { hasExpected: false })

test('the example of every check is taken', () => {
  const examples = catalogue.map(({ example }) => example)
  expect(examples.length).toBeGreaterThan(40)
  expect(whyRefused(examples, { hasExpected: true })).toEqual([])
})

const table: [AuthorCheck, RegExp][] = [
  [{ check: 'word-count' }, /^checks\/0 \(word-count\): expected min, max or exactly, found none/],
  [{ check: 'bullet-count', exactly: 3, max: 5 }, /expected exactly alone or min and max, found both/],
  [{ check: 'word-count', min: 5, max: 4 }, /expected min to be at most max, found min 5 and max 4/],
  [{ check: 'sentence-length' }, /expected min, max or exactly/],
  [{ check: 'regex', pattern: 'a(?=b)' }, /“a\(\?=b\)” is not understood \(invalid or unsupported Perl syntax: `\(\?=`\); RE2 knows no look-around/],
  [{ check: 'regex', pattern: '(a)\\1' }, /is not understood .*back-references/],
  [{ check: 'regex', pattern: '(' }, /is not understood \(missing closing \)/],
  [{ check: 'regex', pattern: '(a{100}){10}' }, /at most 500 instructions, found 1022/],
  [{ check: 'json-schema', schema: { type: 'text' } }, /expected one or more of null, .* for type at the schema, found “"text"”/],
  [{ check: 'json-schema', schema: { properties: { a: { requird: ['b'] } } } }, /“requird” at \/properties\/a is not supported; known keywords: type,/],
  [{ check: 'json-schema', schema: { $ref: 'https://example.org/schema' } }, /expected a reference inside of the schema/],
  [{ check: 'json-schema', schema: { $ref: '#/$defs/a' } }, /refers to nothing in the schema/],
  [{ check: 'json-schema', schema: { $defs: { a: { items: { $ref: '#/$defs/a' } } }, $ref: '#/$defs/a' } }, /leads to itself; recursive schemas are not supported/],
  [{ check: 'json-schema', schema: { patternProperties: { '^a': {} } } }, /“patternProperties” at the schema is not supported/],
  [{ check: 'json-schema', schema: { pattern: '(?!a)b' } }, /“\(\?!a\)b” is not understood/],
  [{ check: 'json-schema', schema: { '~refine': [{}] } }, /“~refine” at the schema is not supported/],
  [{ check: 'json-schema', schema: { format: 'regex' } }, /expected one of date, date-time, .* for format/],
  [{ check: 'json-schema', schema: { description: 'x'.repeat(20_001) } }, /at most 20000 characters, found 20019/],
  [{ check: 'json-schema', schema: { minimum: '5' } }, /expected a number for minimum/],
  [{ check: 'json-value', path: '/a~2' }, /expected ~ in a path to be followed by 0 or 1/],
  [{ check: 'keywords', keywords: ['bees', ' '] }, /found one that is white space alone/],
  [{ check: 'headings', headings: ['##'] }, /found one without a letter/],
  [{ check: 'divided-parts', divider: ' ', min: 1 }, /expected a divider, found white space alone/],
  [{ check: 'equals-expected' }, /expected an expected answer to compare with, found none/],
  [{ check: 'title', name: 'limits' }, /^checks\/0 \(limits\): “limits” is the name of another result/],
  [{ check: 'title', name: 'author-title' }, /is the name of another result, or begins as those do/],
  [{ check: 'title', name: ' ' }, /found white space alone/],
] // biome-ignore format: a table

test.each(table)('%j is refused: %s', (check, message) => {
  const sentences = refusals(check)
  expect(sentences).toHaveLength(1)
  expect(sentences[0]).toMatch(message)
})

test('a check that was never accepted, of a run that was imported, fails and throws nothing', () => {
  expect(table.length).toBeGreaterThan(20)
  for (const [check] of table) expect(() => runCheck(check, '{"a": ["bees"]}', 'bees')).not.toThrow()
  expect(runCheck({ check: 'regex', pattern: '(' }, 'bees')).toMatchObject({ passed: false, score: 0 })
})

test('names every check that is at fault by its place, and those alone', () => {
  const sentences = refusals(
    { check: 'title' },
    { check: 'word-count' },
    { check: 'title', name: 'A' },
    { check: 'title', name: 'A' },
  )
  expect(sentences).toEqual([
    expect.stringMatching(/^checks\/1 \(word-count\): /),
    'checks/3 (A): expected names that differ, found “A” twice',
  ])
})

test('a schema that references multiply is refused at once', () => {
  const level = (n: number) => ({ allOf: [{ $ref: `#/$defs/d${n}` }, { $ref: `#/$defs/d${n}` }] })
  const $defs = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`d${n}`, n === 29 ? {} : level(n + 1)]))
  const startedAt = performance.now()
  expect(refusals({ check: 'json-schema', schema: { $defs, $ref: '#/$defs/d0' } })[0]).toMatch(
    /at most 20 levels|1000 subschemas/,
  )
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})

test('a value or a schema that is nested without end is refused, not followed', () => {
  const nested = JSON.parse(`${'{"not":'.repeat(5_000)}{}${'}'.repeat(5_000)}`)
  expect(refusals({ check: 'json-schema', schema: nested })[0]).toMatch(/expected at most 20 levels/)
  expect(refusals({ check: 'json-value', path: '', equals: nested })[0]).toMatch(/at most 100 levels deep/)
})
