import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { type AuthorCheck, checkGroups } from '../../../contract/author-checks.ts'
import { CheckResult } from '../../../contract/refinement-events.ts'
import { evaluateAuthorChecks, resultNames, runCheck } from './author-checks.ts'
import { catalogue } from './catalogue.ts'
import { kinds } from './kinds.ts'

const examples = catalogue.map(({ example }) => example)
const others: AuthorCheck[] = [
  { check: 'json-schema', schema: { type: 'array', uniqueItems: true, items: { type: 'string', pattern: '^a+$' } } },
  { check: 'json-value', path: '/a/0/~1~0', equals: { b: [1, null] }, where: 'block' },
  { check: 'regex', pattern: '(a|b)*c', flags: 'ims', match: 'nowhere' },
  { check: 'similar-to-expected', measure: 'levenshtein', min: 0.5 },
  { check: 'equals-expected', compare: 'numeric', tolerance: 0.1, relative: true },
  { check: 'contains-expected', compare: 'exact' },
  { check: 'letter-case', case: 'title' },
  { check: 'divided-parts', divider: '--', min: 2, differ: true },
  { check: 'csv-columns', columns: ['a'], delimiter: '\t', exact: false },
  { check: 'keywords', keywords: ['ß', 'a b', '蜂'], require: 'any', times: 2 },
]
const anyCheck = fc.constantFrom(...examples, ...others)
/** Texts of the characters that the checks look at. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...'ab \n\r\t#*_-+`~|[](){}<>"“„«.,;:?!0123456789P.S蜂ß\u0301'), maxLength: 120 }),
  fc.json({ maxDepth: 4 }),
)

test('never throws, scores 0..1, and passes exactly when the score is 1, whatever the text', () => {
  fc.assert(
    fc.property(anyCheck, anyText, fc.option(anyText, { nil: undefined }), (check, text, expected) => {
      const finding = runCheck(check, text, expected)
      expect(finding.score).toBeGreaterThanOrEqual(0)
      expect(finding.score).toBeLessThanOrEqual(1)
      expect(finding.passed).toBe(finding.score === 1)
      expect(finding.feedback.length).toBeGreaterThan(5)
      expect(runCheck(check, text, expected)).toEqual(finding)
    }),
    { numRuns: 1_500 },
  )
})

test('results are what the contract says, in the order of the checks', () => {
  fc.assert(
    fc.property(fc.array(anyCheck, { maxLength: 6 }), anyText, (checks, text) => {
      const results = evaluateAuthorChecks(checks, text, 'expected')
      for (const result of results) expect(Value.Check(CheckResult, result)).toBe(true)
      expect(results.map(({ check }) => check)).toEqual(resultNames(checks))
    }),
    { numRuns: 50 },
  )
})

test('line breaks of every system, and letters however they are composed, are the same', () => {
  fc.assert(
    fc.property(
      anyCheck,
      fc.string({ unit: fc.constantFrom('a', 'é', 'Ü', '- ', '\n', '.'), maxLength: 60 }),
      (check, text) => {
        const other = text.replaceAll('\n', '\r\n').normalize('NFD')
        expect(runCheck(check, other, other)).toEqual(runCheck(check, text, text))
      },
    ),
    { numRuns: 300 },
  )
})

test('every check has a function, an example and a description, and is in one group', () => {
  const names = checkGroups.flatMap(({ checks }) => checks.map((schema) => String(schema.properties.check.enum[0])))
  expect(names.length).toBeGreaterThan(40)
  expect(new Set(names).size).toBe(names.length)
  expect(Object.keys(kinds).toSorted()).toEqual(names.toSorted())
  for (const { check, description, parameters } of catalogue) {
    expect([check, description]).toEqual([check, expect.stringMatching(/^\p{Lu}.*[^.]$/u)])
    for (const parameter of parameters) expect([check, parameter.name, parameter.description]).toEqual([check, parameter.name, expect.stringMatching(/\w/)]) // biome-ignore format: one row
  }
})

test('an empty answer passes nothing, and says so', () => {
  const results = evaluateAuthorChecks(examples, ' \n', 'expected')
  expect(results).toHaveLength(examples.length)
  for (const { passed, score, feedback } of results)
    expect([passed, score, feedback]).toEqual([false, 0, 'Expected an answer, found an empty one'])
})

test('what compares with an expected answer is left out where there is none', () => {
  const checks: AuthorCheck[] = [{ check: 'equals-expected' }, { check: 'contains', text: 'bees' }]
  expect(evaluateAuthorChecks(checks, 'bees').map(({ check }) => check)).toEqual(['author-contains'])
  expect(evaluateAuthorChecks(checks, 'bees', 'Bees!').map(({ passed }) => passed)).toEqual([true, true])
})

test('results are named by the author, else by their check, and differ', () => {
  const checks: AuthorCheck[] = [
    { check: 'contains', text: 'a' },
    { check: 'contains', text: 'b', name: 'Says b' },
    { check: 'contains', text: 'c' },
  ]
  expect(resultNames(checks)).toEqual(['author-contains', 'Says b', 'author-contains-2'])
})

test('a long text of any kind is judged at once', () => {
  const units = [
    'a',
    ' ',
    '\n',
    '[',
    '*',
    '`',
    '<',
    '"',
    '-',
    '?',
    '1,',
    'a b. ',
    '{"a":',
    '| a ',
    '```\n',
    '\t',
    '_a ',
    '#',
  ]
  const texts = units.map((unit) => unit.repeat(20_000 / unit.length))
  for (const text of texts) {
    const startedAt = performance.now()
    evaluateAuthorChecks([...examples, ...others], text, text)
    // 59 checks of 20,000 characters; a quadratic one would take tens of seconds.
    expect([text.slice(0, 5), performance.now() - startedAt]).toEqual([text.slice(0, 5), expect.any(Number)])
    expect(performance.now() - startedAt).toBeLessThan(4_000)
  }
}, 60_000)
