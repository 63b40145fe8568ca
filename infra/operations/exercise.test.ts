import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Drill, type Exercise, exerciseLine, pageOf, parseExercises } from './exercise.ts'
import { drillOf, walkthroughOf } from './test-support/exercises.ts'

const seconds = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }))
const exercises: fc.Arbitrary<Exercise> = fc
  .record({
    at: fc
      .date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    stack: fc.string({ minLength: 1 }),
    on: fc.constantFrom('account' as const, 'emulator' as const),
    commands: fc.record({ run: fc.nat(), skipped: fc.nat() }),
    passed: fc.boolean(),
    commit: fc.string({ minLength: 1 }),
  })
  .chain((shared) =>
    fc.oneof(
      fc.string({ minLength: 1 }).map((page) => ({ ...shared, page })),
      fc
        .record({
          alarm: fc.string({ minLength: 1 }),
          cause: fc.constantFrom('state' as const, 'fault' as const),
          notifySeconds: seconds,
          mitigateSeconds: seconds,
        })
        .map((drill) => ({ ...shared, ...drill })),
    ),
  )

test('what is written is read again, whatever texts are in it', () => {
  fc.assert(
    fc.property(fc.array(exercises), (all) => {
      const { exercises, bad } = parseExercises(all.map(exerciseLine).join(''))
      // JSON has no -0.
      expect(JSON.stringify(exercises)).toBe(JSON.stringify(all))
      expect(bad).toEqual([])
    }),
  )
})

test('a line that was cut off loses no other, and is told with its number and reason', () => {
  const [first, second] = [drillOf({ alarm: 'high-cpu' }), drillOf({ alarm: 'queue-age' })]
  const cut = exerciseLine(first).slice(0, 40)
  const { exercises, bad } = parseExercises(`${exerciseLine(first)}${cut}\n\n${exerciseLine(second)}`)
  expect(exercises.map(pageOf)).toEqual(['high-cpu', 'queue-age'])
  expect(bad).toEqual([{ line: 2, reason: expect.stringContaining('it is no JSON') }])
})

test.each<[string, object, RegExp]>([
  ['a drill without its cause', { ...drillOf(), cause: undefined }, /cause/],
  ['another cause', { ...drillOf(), cause: 'weather' }, /^cause /],
  ['a time that ran backwards', { ...drillOf(), notifySeconds: -1 }, /^notifySeconds /],
  ['a date that no calendar has', { ...drillOf(), at: '2026-13-40T00:00:00.000Z' }, /at is no date/],
  ['a local time', { ...drillOf(), at: '2026-01-02T03:04:05' }, /^at /],
  ['half a command', { ...drillOf(), commands: { run: 0.5, skipped: 0 } }, /^commands\.run /],
  ['neither alarm nor page', { ...walkthroughOf(), page: undefined }, /page/],
  ['something else', ['drill'], /object/],
])('%s is no exercise', (_, value, reason) => {
  const { exercises, bad } = parseExercises(JSON.stringify(value))
  expect(exercises).toEqual([])
  expect(bad).toEqual([{ line: 1, reason: expect.stringMatching(reason) }])
})

test('no message is null, not a number', () => {
  const drill: Drill = drillOf({ notifySeconds: null, mitigateSeconds: null, passed: false })
  expect(parseExercises(exerciseLine(drill)).exercises).toEqual([drill])
})
