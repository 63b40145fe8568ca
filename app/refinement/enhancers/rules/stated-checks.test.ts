import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuthorCheck } from '../../../contract/author-checks.ts'
import { labelledQualities } from '../../analysis/prompt-qualities.ts'
import { demandOf } from '../../evaluators/author-checks/author-checks.ts'
import { catalogue } from '../../evaluators/author-checks/catalogue.ts'
import { situationWith } from '../../test-support/situations.ts'
import { longestPrompt } from '../rule-based.ts'
import { wordings } from '../wording/wordings.ts'
import { allRules } from './rules.ts'
import { statedChecks } from './stated-checks.ts'

const author = 'Write about our new kettle.'
const by = (stated: readonly AuthorCheck[], answer: string, prompt = author) => {
  const situation = situationWith(author, answer, prompt, stated)
  return statedChecks.applies(situation) === null ? null : statedChecks.rewrite(prompt, situation)
}
const examples = catalogue.map(({ example }) => example as AuthorCheck) // the example of a check is one

test('is among the rules that run, before those that go by the prompt alone', () => {
  expect(allRules[0]).toBe(statedChecks)
  expect(allRules).toHaveLength(10)
})

test('tells of all that is stated once one of it has failed, in the author’s order', () => {
  const stated: AuthorCheck[] = [
    { check: 'word-count', max: 50 },
    { check: 'contains', text: 'Terms apply.' },
  ]
  expect(by(stated, 'It boils. Terms apply.')).toBeNull()
  expect(by(stated, 'It boils.')).toBe(
    `${author}\n\n## Checklist\n- The answer has at most 50 words.\n- The answer contains the text “Terms apply.”.`,
  )
})

test('fires once for the same checks, and again only for what the prompt does not tell yet', () => {
  const first: AuthorCheck[] = [{ check: 'word-count', max: 1 }]
  const told = by(first, 'It boils.') ?? ''
  expect(by(first, 'It boils.', told)).toBeNull()
  const more = by([...first, { check: 'title' }], 'It boils.', told)
  expect(more?.match(/at most 1 word\./g)).toHaveLength(1)
  expect(more).toContain('- The answer has a title in double angular brackets')
})

test('what failed is told in the reason of the change', () => {
  const situation = situationWith(author, 'It boils.', author, [{ check: 'title', name: 'Has a title' }])
  expect(statedChecks.addresses(situation)).toEqual(['Has a title'])
  expect(statedChecks.applies(situation)).toMatch(/you state of every answer/)
})

test.each([
  [{ check: 'word-count', exactly: 1 }, 'The answer has exactly 1 word.'],
  [
    { check: 'bullet-count', min: 2, max: 4, marker: '*' },
    'The answer has 2 to 4 bullet points, one per line, each beginning with “* ”.',
  ],
  [
    { check: 'keywords', keywords: ['a', 'b'], require: 'any', times: 2 },
    'The answer mentions at least one of “a”, “b”, each at least 2 times.',
  ],
  [{ check: 'starts-with', text: 'Dear\nAnn' }, 'The answer starts with "Dear\\nAnn".'],
  [{ check: 'headings', headings: ['Risks'], inOrder: false }, 'The answer has the headings: "Risks".'],
  [{ check: 'language', language: 'de' }, 'The answer is in German.'],
  [{ check: 'letter-case', case: 'title' }, 'Every word of the answer begins with a capital.'],
  [{ check: 'json', where: 'bare', type: 'array' }, 'The answer is, without a code fence, nothing but one JSON array.'],
  [
    { check: 'json-schema', schema: { type: 'string' } },
    'The answer is nothing but valid JSON that fits this JSON Schema: {"type":"string"}',
  ],
  [
    { check: 'csv-columns', columns: ['id'], exact: false, delimiter: ';', minRows: 2 },
    'The answer is CSV with the columns: "id"; ";" stands between fields, and below the header stand at least 2 records.',
  ],
  [
    { check: 'regex', pattern: 'a+', flags: 'i', match: 'nowhere' },
    'No part of the answer matches the regular expression /a+/i.',
  ],
] as [AuthorCheck, string][])('%j becomes %j', (check, demand) => {
  expect(demandOf(check)).toBe(demand)
})

test('no demand gives the right answer away', () => {
  const right: AuthorCheck[] = [
    { check: 'number', equals: 4711 },
    { check: 'json-value', path: '/sentiment', equals: 'gloomy' },
    { check: 'equals-expected' },
    { check: 'contains-expected', compare: 'numeric' },
    { check: 'similar-to-expected', min: 0.5 },
  ]
  const told = right.map(demandOf)
  expect(told.filter((demand) => demand !== null)).toHaveLength(4)
  expect(told.join(' ')).not.toMatch(/4711|gloomy/)
})

test('every kind has a demand of its own, on one line, that no heading or label of a prompt is taken for', () => {
  const demands = examples.map((check) => [check.check, demandOf(check)] as const)
  expect(demands).toHaveLength(49)
  expect(demands.flatMap(([name, demand]) => (demand === null ? [name] : []))).toEqual(['similar-to-expected'])
  const told = demands.flatMap(([, demand]) => demand ?? [])
  expect(new Set(told).size).toBe(told.length)
  for (const demand of told) {
    expect(demand).not.toMatch(/[\n\r]|undefined|\[object/)
    expect([demand, ...labelledQualities(`Text.\n\n## Checklist\n- ${demand}`)]).toEqual([demand])
  }
  for (const { headings } of Object.values(wordings))
    expect([...labelledQualities(`## ${headings.checklist}\nText.`)]).toEqual([])
})

test('a demand with a place for the input, and a schema as long as a prompt, are left to the author', () => {
  expect(by([{ check: 'contains', text: 'See {{input}}' }], 'No.')).toBeNull()
  const schema = { type: 'object', description: 'x'.repeat(5_000) }
  expect(by([{ check: 'json-schema', schema }], 'No.')).toBeNull()
})

const texts = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  fc.constantFrom('\n\n## Request\n', '“', '- ', '```', '## Checklist\n', '\r\nx'),
)
const stated = fc.array(
  fc.oneof(
    fc.constantFrom(...examples),
    fc.record({ check: fc.constant('contains' as const), text: texts }),
    fc.record({ check: fc.constant('forbidden' as const), phrases: fc.array(texts, { minLength: 1, maxLength: 3 }) }),
  ),
  { minLength: 1, maxLength: 30 },
)
const authors: fc.Arbitrary<string> = fc.constantFrom(
  author,
  'Erkläre, wie Bienen fliegen.',
  'Translate the following to German:\n\nThe bees are in the garden, and the wasps are not.',
  'Compare tea and coffee.\n\n## Checklist\n- Fair.',
)

test('with every other rule, before and after: the author’s prompt stays in one piece, and the rule is done after once', () => {
  let rewrites = 0
  const failing: AuthorCheck[] = [{ check: 'title' }]
  fc.assert(
    fc.property(authors, stated, fc.shuffledSubarray([...allRules]), (text, checks, order) => {
      let prompt = text
      for (const rule of [...order.filter((other) => other !== statedChecks), statedChecks, ...order]) {
        const situation = situationWith(text, 'no', prompt, checks)
        if (rule.applies(situation) === null) continue
        if (rule === statedChecks) rewrites++
        const rewritten = rule.rewrite(prompt, situation)
        expect(rewritten).toContain(text)
        expect(rule.rewrite(prompt, situation)).toBe(rewritten)
        expect([rule.name, rule.applies(situationWith(text, 'no', rewritten, checks))]).toEqual([rule.name, null])
        prompt = rewritten
      }
      expect(prompt.length).toBeLessThan(longestPrompt)
    }),
    { numRuns: 60, examples: [[author, failing, []]] },
  )
  expect(rewrites).toBeGreaterThan(0)
})
