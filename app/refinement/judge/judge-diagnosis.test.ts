import { expect, test } from 'vitest'
import type { AskStep } from '../ask-step.ts'
import { diagnose } from '../diagnosis.ts'
import { foldEvents } from '../fold.ts'
import { answer, carryOn, started } from '../test-support/scripted-run.ts'

const prompt = 'Write about our new product in exactly 3 bullet points.'
const bullets = '- Our kettle boils a litre of water in two minutes\n- It switches itself off\n- It costs little'
const prose = 'Our kettle boils a litre of water in two minutes, and it switches itself off.'

const graded = ({ jsonSchema, version }: AskStep) => {
  const names = Object.keys(Object(jsonSchema?.schema['properties']))
  const level = { evidence: ['boils a litre of water'], reasoning: 'It says so.', level: version === 0 ? 1 : 4 }
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, level])))
}
const preferring = (winner: 'A' | 'B' | 'tie') =>
  JSON.stringify({
    evidence_a: ['boils a litre of water'],
    evidence_b: ['boils a litre of water'],
    reasoning: 'One is clearer.',
    winner,
  })
/** Whether the answer to the rewrite is the first of the two. */
const isRewriteFirst = ({ callId }: AskStep) => callId.includes('-v1-v0-')

/** What is said of the judge of a run whose rewrite won the search; it is asked about pairs, whose answers may be alike to the checks. */
function codesOf(judge: (step: AskStep) => string, { comparisons = 6, areAlike = true } = {}) {
  const limits = { iterations: 1, maxTokens: 900_000, comparisons }
  const run = started(prompt, { evaluator: 'llm_judge', limits })
  const events = carryOn([run], (step) => {
    if (step.role === 'target')
      return answer(step.version === 0 && !(areAlike && step.pair !== undefined) ? prose : bullets)
    return answer(step.pair === undefined ? graded(step) : judge(step))
  })
  return diagnose(foldEvents(events)).filter(({ code }) => code.startsWith('judge-'))
}

test('a judge that agrees with itself and with the checks is not found fault with', () => {
  const agrees = (step: AskStep) => preferring(isRewriteFirst(step) ? 'A' : 'B')
  expect(codesOf(agrees)).toEqual([])
  expect(codesOf(agrees, { areAlike: false })).toEqual([])
  expect(codesOf(() => preferring('tie'))).toEqual([])
})

test('a judge whose replies cannot be used', () => {
  expect(codesOf(() => 'B is nicer')).toMatchObject([
    { code: 'judge-unusable', finding: expect.stringContaining('in 6 of 8 cases') },
  ])
})

test('a judge that goes by the place', () => {
  expect(codesOf(() => preferring('A'))).toMatchObject([
    { code: 'judge-by-place', finding: expect.stringContaining('in 6 of 6 pairs') },
  ])
})

test('a judge that prefers what the checks do not', () => {
  expect(codesOf((step) => preferring(isRewriteFirst(step) ? 'B' : 'A'), { areAlike: false })).toMatchObject([
    { code: 'judge-against-checks', finding: expect.stringContaining('in 6 of 6 pairs') },
  ])
})

test('two pairs say nothing of a judge', () => {
  expect(codesOf(() => preferring('A'), { comparisons: 2 })).toEqual([])
  expect(codesOf(() => 'B is nicer', { comparisons: 2 })).toEqual([])
})
