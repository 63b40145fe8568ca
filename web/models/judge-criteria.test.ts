import fc from 'fast-check'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { JudgeCriterion } from '../../app/contract/judge.ts'
import { RunInput } from '../../app/contract/run-input.ts'
import {
  criteriaText,
  criterionErrors,
  criterionLimits,
  criterionName,
  judgeCriteria,
  retyped,
  shippedCriteria,
  typedCriteria,
} from './judge-criteria.ts'

const good = { name: 'Friendly tone', question: 'Is it kind to the reader?', levels: '' }

test('the bounds are those of the contract', () => {
  const { count, name, question, levels, level } = criterionLimits
  expect(JudgeCriterion.properties).toMatchObject({
    name: { maxLength: name },
    question: { minLength: question.minimum, maxLength: question.maximum },
    levels: {
      minItems: levels.minimum,
      maxItems: levels.maximum,
      items: { minLength: level.minimum, maxLength: level.maximum },
    },
  })
  expect(RunInput.properties.judgeCriteria).toMatchObject({ maxItems: count })
  for (const shipped of shippedCriteria) expect(Value.Check(JudgeCriterion.properties.name, shipped)).toBe(false)
})

test('what has no error is what the contract accepts, and the other way round by name', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('Friendly tone', ' 2 fast', 'Ünïcode', 'Clarity!', '--', 'a'.repeat(33))),
      fc.string({ maxLength: 320 }),
      (name, question) => {
        const typed = [{ name, question, levels: '' }]
        const isRight = Object.keys(criterionErrors(typed)[0] ?? {}).length === 0
        expect(Value.Check(JudgeCriterion, judgeCriteria(typed)[0])).toBe(isRight)
      },
    ),
    { examples: [['Friendly tone', 'Is it kind to the reader?']] },
  )
})

test.each([
  ['Friendly tone!', 'friendly-tone'],
  ['  Über  Größe ', 'uber-gro-e'],
  ['3 steps', 'steps'],
  ['日本', ''],
])('the name %j is sent as %j', (typed, name) => expect(criterionName(typed)).toBe(name))

test('says what is wrong with each criterion, where it is', () => {
  expect(criterionErrors([good, good])).toEqual([{}, { name: 'Another criterion has this name.' }])
  expect(criterionErrors([{ ...good, name: 'Clarity' }])).toEqual([{ name: 'Clarity is judged anyway; name another.' }])
  expect(criterionErrors([{ ...good, name: '?', question: 'Why?', levels: 'One' }])).toEqual([
    {
      name: 'Name it in a word or two, with letters from a to z.',
      question: 'Ask in 10 to 300 characters.',
      levels: 'Describe 2 to 5 levels, one on each line, or none.',
    },
  ])
  expect(criterionErrors([{ ...good, levels: 'no\nyes' }])).toEqual([{ levels: 'Each level has 3 to 200 characters.' }])
})

test('a kept draft of another version, or of none, is no criterion', () => {
  for (const text of ['', 'null', '{}', '[null, 3]', 'no JSON']) expect(typedCriteria(text)).toEqual([])
  expect(typedCriteria('[{"name": 5, "question": "Q"}]')).toEqual([{ name: '', question: 'Q', levels: '' }])
  expect(typedCriteria(criteriaText([good]))).toEqual([good])
  expect(criteriaText([])).toBe('')
})

test('a criterion of a run can be typed on', () => {
  const criterion = { name: 'friendly-tone', question: 'Is it kind to the reader?', levels: ['Rude', 'Kind'] }
  expect(judgeCriteria([retyped(criterion)])).toEqual([criterion])
})
