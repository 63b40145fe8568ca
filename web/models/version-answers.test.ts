import { expect, test } from 'vitest'
import { answerOf, overall, scored } from './version-answers.ts'

const output = (input: number) =>
  answerOf({
    callId: `c${input}`,
    version: 0,
    input,
    text: `Answer ${input}`,
    finishReason: 'stop',
    usage: { inputTokens: 1, outputTokens: 1 },
    durationMs: 1,
  })
const check = (score: number) =>
  ({ check: 'format', subject: 'output', passed: score === 1, score, weight: 1, feedback: `Found ${score}` }) as const

test('several answers are shown as their mean, with the finding of the worst', () => {
  const answers = [output(0), output(1)]
  const one = scored(answers, { version: 0, input: 1, score: 0.5, checks: [check(0.5)] })
  expect(overall(one)).toEqual({ score: 0.5, checks: [check(0.5)] })
  const both = scored(one, { version: 0, input: 0, score: 1, checks: [check(1)] })
  expect(overall(both)).toEqual({ score: 0.75, checks: [{ ...check(0.5), score: 0.75 }] })
})

test('an answer whose verdict failed counts only where there is no other', () => {
  const answers = [output(0), output(1)]
  const invalid = { status: 'invalid', replies: 3, rubric: 1 } as const
  const one = scored(answers, { version: 0, input: 1, score: 1, checks: [check(1)], judgement: invalid })
  expect(overall(one)?.score).toBe(1)
  const both = scored(one, { version: 0, input: 0, score: 0.5, checks: [check(0.5)] })
  expect(overall(both)).toEqual({ score: 0.5, checks: [check(0.5)] })
})

test('nothing is said of answers that are not scored', () => {
  expect(overall([])).toBeNull()
  expect(overall([output(0)])).toBeNull()
})
