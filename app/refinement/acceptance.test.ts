import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckResult } from '../contract/refinement-events.ts'
import { accept, acceptanceMargin, answerTolerance } from './acceptance.ts'
import { weightedMean } from './evaluators/score.ts'

const check = (name: string, subject: 'prompt' | 'output', score: number, weight = 1): CheckResult => ({
  check: name,
  subject,
  score,
  weight,
  passed: score === 1,
  feedback: '',
})
const version = (number: number, checks: CheckResult[]) => ({ version: number, score: weightedMean(checks), checks })

test('keeps a version whose answer is better, and names what changed most first', () => {
  const champion = version(0, [
    check('limits', 'output', 1),
    check('format', 'output', 0, 4),
    check('length', 'output', 0.5),
  ])
  const challenger = version(1, [
    check('limits', 'output', 0.5),
    check('format', 'output', 1, 4),
    check('length', 'output', 0.5),
  ])
  expect(accept(champion, challenger)).toEqual({
    kept: true,
    reason:
      'Kept: 0.8333 against 0.25 of version 0, better by more than the margin; changed most: format 0 → 1, limits 1 → 0.5',
  })
})

test('drops a version that is worse', () => {
  const verdict = accept(version(2, [check('format', 'output', 1)]), version(3, [check('format', 'output', 0)]))
  expect(verdict).toEqual({
    kept: false,
    reason: 'Dropped: 0 against 1 of version 2, worse; changed most: format 1 → 0',
  })
})

test('drops a version that is just as good: without evidence the shorter prompt stays', () => {
  const checks = [check('format', 'output', 0.5)]
  expect(accept(version(0, checks), version(1, checks))).toEqual({
    kept: false,
    reason: 'Dropped: 0.5 against 0.5 of version 0, no better; no check changed',
  })
})

test('drops a gain within the margin', () => {
  const champion = version(0, [check('key-terms', 'output', 0.5)])
  expect(accept(champion, version(1, [check('key-terms', 'output', 0.51)])).kept).toBe(false)
  expect(accept(champion, version(1, [check('key-terms', 'output', 0.5101)])).kept).toBe(true)
})

test('drops a version whose prompt looks better while its answer is worse, and says so', () => {
  const champion = version(0, [check('limits', 'output', 1, 2), check('prompt-format', 'prompt', 0)])
  const challenger = version(1, [check('limits', 'output', 0.9, 2), check('prompt-format', 'prompt', 1)])
  expect(challenger.score).toBeGreaterThan(champion.score + acceptanceMargin)
  const verdict = accept(champion, challenger)
  expect(verdict.kept).toBe(false)
  expect(verdict.reason).toContain("the prompt's form gained, but the answer's own score fell by 0.1")
})

test('a word more or less in the answer does not outweigh a better prompt', () => {
  const version0 = version(0, [check('not-repetitive', 'output', 0.95), check('prompt-format', 'prompt', 0)])
  const rewrite = (score: number) =>
    version(1, [check('not-repetitive', 'output', score), check('prompt-format', 'prompt', 1)])
  expect(accept(version0, rewrite(0.948)).kept).toBe(true)
  expect(accept(version0, rewrite(0.9479)).kept).toBe(false)
})

test('what is kept is better than the champion by more than the margin, and its answer no worse beyond the tolerance', () => {
  const score = fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20)
  const checks = fc
    .tuple(score, score, score)
    .map(([a, b, c]) => [check('a', 'output', a, 3), check('b', 'output', b, 2), check('c', 'prompt', c)])
  let keptOnes = 0
  fc.assert(
    fc.property(checks, checks, (before, after) => {
      const [champion, challenger] = [version(0, before), version(1, after)]
      const { kept, reason } = accept(champion, challenger)
      const answers = (of: CheckResult[]) => weightedMean(of.filter((result) => result.subject === 'output'))
      if (kept) {
        keptOnes++
        expect(challenger.score).toBeGreaterThan(champion.score + acceptanceMargin)
        expect(answers(after)).toBeGreaterThanOrEqual(answers(before) - answerTolerance)
      }
      expect(reason).toMatch(kept ? /^Kept: / : /^Dropped: /)
    }),
  )
  expect(keptOnes).toBeGreaterThan(0)
})
