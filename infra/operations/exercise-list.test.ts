import { expect, test } from 'vitest'
import type { Exercise } from './exercise.ts'
import { exercisedPages, exerciseListText, type Page } from './exercise-list.ts'
import { drillOf, walkthroughOf } from './test-support/exercises.ts'

const today = new Date('2026-06-01T00:00:00.000Z')
const ago = (days: number) => new Date(today.getTime() - days * 86_400_000).toISOString()
const alarm: Page = { name: 'high-cpu', kind: 'alarm' }
const procedure: Page = { name: 'restore-database', kind: 'procedure' }
const verdictOf = (page: Page, exercises: readonly Exercise[], scope = {}) =>
  exercisedPages([page], exercises, { today, days: 90, ...scope })[0]?.verdict

test.each<[string, readonly Exercise[], string]>([
  ['never exercised', [], 'never'],
  ['drilled today', [drillOf({ at: ago(0) })], 'in time'],
  ['drilled to the day', [drillOf({ at: ago(90) })], 'in time'],
  ['drilled a millisecond earlier', [drillOf({ at: new Date(Date.parse(ago(90)) - 1).toISOString() })], 'overdue'],
  ['failed at last', [drillOf({ at: ago(2) }), drillOf({ at: ago(1), passed: false })], 'failed'],
  ['failed before', [drillOf({ at: ago(1) }), drillOf({ at: ago(2), passed: false })], 'in time'],
  ['drilled tomorrow', [drillOf({ at: ago(-1) })], 'never'],
  ['another alarm drilled', [drillOf({ at: ago(1), alarm: 'queue-age' })], 'never'],
  ['gone through by hand, without its message', [walkthroughOf({ at: ago(1), page: 'high-cpu' })], 'never'],
])('an alarm that was %s', (_, exercises, verdict) => {
  expect(verdictOf(alarm, exercises)).toBe(verdict)
})

test('the page of a procedure is exercised by going through it', () => {
  expect(verdictOf(procedure, [walkthroughOf({ at: ago(1) })])).toBe('in time')
  expect(verdictOf(procedure, [walkthroughOf({ at: ago(91) })])).toBe('overdue')
})

test('one stack, and accounts alone, can be asked for', () => {
  const exercises = [drillOf({ at: ago(1), stack: 'dev', on: 'account' }), drillOf({ at: ago(1), on: 'emulator' })]
  expect(verdictOf(alarm, exercises, { stack: 'prod' })).toBe('in time')
  expect(verdictOf(alarm, exercises, { stack: 'prod', on: 'account' })).toBe('never')
  expect(verdictOf(alarm, exercises, { stack: 'dev', on: 'account' })).toBe('in time')
  expect(verdictOf(alarm, exercises, { stack: 'pr-7' })).toBe('never')
})

test('the list says when, where, how, and what to do next', () => {
  const exercises = [drillOf({ at: ago(100) }), walkthroughOf({ at: ago(3) })]
  const pages = exercisedPages([alarm, procedure], exercises, { today, days: 90 })
  const text = exerciseListText(pages, [{ line: 7, reason: 'at is no date' }], 90)
  expect(text.split('\n').slice(0, 2)).toEqual([
    'overdue  high-cpu          2026-02-21 (100 d ago), prod on an account: state, told after 1.5 s, over after 60 s',
    'in time  restore-database  2026-05-29 (3 d ago), prod on an account: 6 blocks run, 1 skipped',
  ])
  expect(text).toContain('Line 7 of runbooks/drills.jsonl does not count: at is no date')
  expect(text).toContain(
    '1 of 2 pages were not exercised with success in the last 90 days. Next: npm run drill -- high-cpu',
  )
  expect(exerciseListText(pages.slice(1), [], 90)).toContain('All 1 pages were exercised in the last 90 days.')
})

test('what never was exercised says so', () => {
  const [page] = exercisedPages([procedure], [], { today, days: 90 })
  expect(exerciseListText(page ? [page] : [], [], 90)).toMatch(
    /^never {4}restore-database {2}never\n.*npm run runbook -- restore-database/s,
  )
})
