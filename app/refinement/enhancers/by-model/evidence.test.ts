import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckResult } from '../../../contract/refinement-events.ts'
import { estimateTokens } from '../../budget.ts'
import { renderEvidence, renderFailures } from './evidence.ts'
import type { Sample } from './situation.ts'

const check = (name: string, score: number, weight = 1): CheckResult => ({
  check: name,
  subject: 'output',
  passed: score === 1,
  score,
  weight,
  feedback: `${name} found ${score}`,
})
const sample = (score: number | null, given: Partial<Sample> = {}): Sample => ({
  text: `The answer of ${score}`,
  finishReason: 'stop',
  score,
  checks: score === null ? [] : [check('limits', score)],
  ...given,
})

test('shows input, expectation, answer, score and what failed, the best first', () => {
  const worse = sample(0.25, {
    input: 'An input',
    expected: 'A result',
    checks: [check('format', 0.5), check('limits', 0, 3)],
  })
  const text = renderEvidence([worse, sample(null), sample(1)], 4_000)
  expect(text).toBe(
    [
      '## Answer 1, score 1.00\nAnswer:\n```\nThe answer of 1\n```\nIt passed every check.',
      '## Answer 2, score 0.25\nInput:\n```\nAn input\n```\nExpected:\n```\nA result\n```\nAnswer:\n```\nThe answer of 0.25\n```\nFailed checks:\n- limits: limits found 0\n- format: format found 0.5',
      '## Answer 3, score unknown\nAnswer:\n```\nThe answer of null\n```\nIt was not scored.',
    ].join('\n\n'),
  )
})

test('says when an answer is empty or not whole', () => {
  const text = renderEvidence(
    [sample(0, { text: ' ', finishReason: 'filtered' }), sample(0.5, { finishReason: 'length' })],
    4_000,
  )
  expect(text).toContain('## Answer 1, score 0.50, cut off at its token limit')
  expect(text).toContain('## Answer 2, score 0.00, withheld by a filter\nAnswer:\n(empty)')
})

test('of more answers than fit, the best and the worst are shown, and the others counted', () => {
  const samples = Array.from({ length: 10 }, (_, index) =>
    sample(index / 10, { text: `Text ${index} ${'x'.repeat(900)}` }),
  )
  const text = renderEvidence(samples, 1_000)
  expect(text.match(/score 0\.\d/g)).toEqual(['score 0.9', 'score 0.1', 'score 0.0'])
  expect(text).toContain('(7 more answers between the best and the worst are not shown.)')
})

test('stays within its tokens', () => {
  const long = fc.string({ unit: fc.constantFrom('a ', 'ß', '語', '🙂', '\n', '```'), maxLength: 800, size: 'max' })
  const any = fc.record({
    input: fc.option(long, { nil: undefined }),
    expected: fc.option(long, { nil: undefined }),
    text: long,
    finishReason: fc.constantFrom('stop', 'length', 'filtered'),
    score: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
    checks: fc.array(
      long.map((feedback) => ({ ...check('format', 0), feedback })),
      { maxLength: 3 },
    ),
  })
  fc.assert(
    fc.property(
      fc.array(any, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 200, max: 2_000 }),
      (samples, maxTokens) => {
        const text = renderEvidence(samples, maxTokens)
        expect(estimateTokens(text)).toBeLessThanOrEqual(maxTokens)
        expect(text).toContain('## Answer 1')
      },
    ),
    { numRuns: 50 },
  )
})

test('an answer that is all fence takes no more than its tokens either', () => {
  const text = renderEvidence([sample(0.5, { text: '`'.repeat(1_500) })], 500)
  expect(estimateTokens(text)).toBeLessThanOrEqual(500)
  expect(text).toContain('## Answer 1, score 0.50')
})

test('sums up the checks that failed, the most costly first, each finding once', () => {
  const samples = [
    sample(0.5, { checks: [check('format', 0.5), check('limits', 0, 3), check('finished', 1)] }),
    sample(0.5, { checks: [check('format', 0.5)] }),
  ]
  expect(renderFailures(samples, 500)).toBe(
    '- limits: failed in 1 of 2 answers. limits found 0\n- format: failed in 2 of 2 answers. format found 0.5',
  )
  expect(renderFailures([sample(1)], 500)).toBe('')
})
