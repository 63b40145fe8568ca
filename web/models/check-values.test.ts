import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { AuthorCheck } from '../../app/contract/author-checks.ts'
import { catalogue } from '../../app/refinement/evaluators/author-checks/catalogue.ts'
import { statedCheck, typedExample, valueErrors } from './check-values.ts'

test('the example of every check, as its fields hold it, is a check that the contract takes', () => {
  expect(catalogue.length).toBeGreaterThan(40)
  for (const kind of catalogue) {
    const typed = typedExample(kind)
    expect([kind.check, valueErrors(kind, typed)]).toEqual([kind.check, {}])
    const stated = statedCheck(kind, typed)
    expect([kind.check, Value.Check(AuthorCheck, stated)]).toEqual([kind.check, true])
    expect(stated).toMatchObject(kind.example)
  }
})

test('what is missing or no number is named by its field', () => {
  const kind = catalogue.find(({ check }) => check === 'word-repeats')
  if (kind === undefined) throw new Error('expected the check word-repeats')
  expect(valueErrors(kind, { max: '', minLetters: '2.5', weight: '0' })).toEqual({
    max: 'Fill this in.',
    minLetters: 'Enter a whole number from 1 to 50.',
    weight: 'Enter a number from 0.1 to 100.',
  })
})
