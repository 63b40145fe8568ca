import { expect, test } from 'vitest'
import { judgeChecks } from '../../app/refinement/judge/judge-checks.ts'
import { criteriaOf } from '../../app/refinement/judge/rubric.ts'
import { gradeOf, judgementProblems } from './judgement-sentences.ts'

const judged = (status: 'valid' | 'invalid' | 'unaffordable') => ({ judgement: { status, replies: 1, rubric: 1 } })

test('counts the judgements that are missing, by why they are', () => {
  expect(judgementProblems([{}, judged('valid')])).toEqual([])
  expect(judgementProblems([judged('valid'), judged('invalid'), judged('unaffordable')])).toEqual([
    '1 of 3 judgements could not be used: rules alone scored there.',
    'For 1 of 3 judgements the limits left nothing: rules alone scored there.',
  ])
})

test('reads what the server writes of a criterion', () => {
  const [criterion] = criteriaOf()
  if (criterion === undefined) throw new Error('expected a criterion')
  const feedback = (evidence: string[]) =>
    judgeChecks([{ criterion, level: 2, reasoning: 'Clear: but it is padded.', evidence }], [])[0]?.feedback ?? ''
  expect(gradeOf(feedback(['It is new.']))).toMatchObject({
    level: 'Level 2 of 4',
    reason: 'Clear: but it is padded.',
    evidence: expect.stringContaining('It is new.'),
  })
  expect(gradeOf(feedback([]))).toEqual({ level: 'Level 2 of 4', reason: 'Clear: but it is padded.', evidence: null })
  expect(gradeOf('Expected an answer, found an empty one')).toBeNull()
})
