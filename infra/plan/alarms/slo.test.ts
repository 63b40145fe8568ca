import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../../../runbooks/faults/alarm-signal.ts'
import { settingsOf } from '../../test-support/settings.ts'
import { objectives, runFloor, sloAlarms, windowFloor } from './slo.ts'

/** What users met in one minute: requests or runs, and how many of them broke the promise. */
interface Minute {
  readonly all: number
  readonly bad: number
}

const sum = (minutes: readonly Minute[], key: keyof Minute) => minutes.reduce((total, minute) => total + minute[key], 0)

/** What CloudWatch measures over a window of such minutes, by the name of the metric; undefined where nobody writes. */
function measured(id: string, window: readonly Minute[]): Readonly<Record<string, number | undefined>> {
  const [all, bad] = [sum(window, 'all'), sum(window, 'bad')]
  const some = (value: number) => (value > 0 ? value : undefined)
  // As it is when the service is down: no target answers, so the load balancer does, and counts no request.
  if (id.startsWith('availability')) return { requests: some(all - bad), balancerErrors: some(bad) }
  if (id.startsWith('latency')) return { requests: some(all), quick: all > 0 ? (100 * (all - bad)) / all : undefined }
  return { completed: some(all - bad), failed: some(bad) }
}

/** Whether an alarm of the registry fires at the end of these minutes: both of its windows, as its composite joins them. */
function fires(id: string, minutes: readonly Minute[]): boolean {
  const alarm = sloAlarms.find((each) => each.id === id)
  const signal = alarm?.signal(settingsOf('prod'))
  if (!alarm || !signal || !('expression' in signal) || !('long' in alarm.evaluation))
    throw new Error(`Expected ${id} to be an objective with two windows`)
  const { expression, metrics } = signal
  const none = Object.fromEntries(Object.keys(metrics).map((name) => [name, undefined]))
  return [alarm.evaluation.long, alarm.evaluation.short].every((seconds) => {
    const values = measured(id, minutes.slice(-seconds / 60))
    return (evaluate(expression, { ...none, ...values }) ?? 0) > alarm.threshold.value
  })
}

const lasting = (minutes: number, all: number, percent: number): Minute[] =>
  Array.from({ length: minutes }, () => ({ all, bad: (all * percent) / 100 }))
const [hour, day] = [60, 24 * 60]

/** Each with a share that is just too much for it, and one that is not; in % of what is counted. */
const watched = [
  { id: 'availability-fast-burn', allowed: objectives.availability.budget, rate: 14.4, long: hour, short: 5 },
  { id: 'availability-slow-burn', allowed: objectives.availability.budget, rate: 6, long: 6 * hour, short: 30 },
  { id: 'availability-budget', allowed: objectives.availability.budget, rate: 1, long: 3 * day, short: 6 * hour },
  { id: 'latency-budget', allowed: objectives.latency.budget, rate: 1, long: 3 * day, short: 6 * hour },
  { id: 'runs-failing', allowed: objectives.runs.budget, rate: 6, long: 6 * hour, short: 30 },
]

test('each objective is put to the test', () => {
  expect(watched.map(({ id }) => id)).toEqual(sloAlarms.map(({ id }) => id))
})

test.each(watched)('$id fires above $rate times the budget over both windows, and not at it', ({ id, ...numbers }) => {
  const { allowed, rate, long } = numbers
  expect(fires(id, lasting(long, 100, allowed * rate * 1.01))).toBe(true)
  expect(fires(id, lasting(long, 100, allowed * rate * 0.99))).toBe(false)
  expect(fires(id, lasting(long, 100, 0))).toBe(false)
})

test.each(watched)('$id is over as soon as the short window is clear, though the long one is not', (numbers) => {
  const { id, allowed, rate, long, short } = numbers
  const outage = lasting(long, 100, Math.min(100, allowed * rate * 3))
  expect(fires(id, outage)).toBe(true)
  expect(fires(id, [...outage, ...lasting(Math.floor(short / 2), 100, 0)])).toBe(true)
  expect(fires(id, [...outage, ...lasting(short, 100, 0)])).toBe(false)
})

test.each(watched)('$id does not fire for a burst that the long window bears', ({ id, allowed, rate, long, short }) => {
  const burst = Math.min(100, allowed * rate * 1.5)
  expect(fires(id, [...lasting(long - short, 100, 0), ...lasting(short, 100, burst)])).toBe(false)
})

test.each(watched)('$id concludes nothing from fewer than its floor, however bad', ({ id, long, short }) => {
  const floor = id === 'runs-failing' ? runFloor : windowFloor
  const only = (count: number) => [
    ...lasting(long - short, 0, 0),
    ...lasting(short - 1, 0, 0),
    { all: count, bad: count },
  ]
  expect(fires(id, only(floor - 1))).toBe(false)
  expect(fires(id, only(floor))).toBe(true)
  expect(fires(id, [])).toBe(false)
})

test('none fires while every window keeps the promise, whatever the traffic', () => {
  const minute = fc
    .nat(200)
    .chain((all) => fc.record({ all: fc.constant(all), broken: fc.double({ min: 0, max: 1, noNaN: true }) }))
  fc.assert(
    fc.property(fc.constantFrom(...watched), fc.array(minute, { minLength: 1, maxLength: 400 }), (each, minutes) => {
      const kept = minutes.map(({ all, broken }) => ({ all, bad: (broken * all * each.allowed) / 100 }))
      expect(fires(each.id, kept)).toBe(false)
    }),
  )
})

test('the faster a budget burns, the sooner somebody is called', () => {
  /** Minutes of an outage, after hours without failures, until an alarm fires; it is looked at for six hours. */
  const delay = (id: string, percent: number) => {
    const before = lasting(6 * hour, 100, 0)
    for (let minutes = 1; minutes <= 6 * hour; minutes++)
      if (fires(id, [...before, ...lasting(minutes, 100, percent)])) return minutes
    return Number.POSITIVE_INFINITY
  }
  // Nothing works: a page within minutes. One in thirty: within hours, by the slower one alone.
  expect(delay('availability-fast-burn', 100)).toBeLessThanOrEqual(5)
  expect(delay('availability-slow-burn', 4)).toBeLessThanOrEqual(5 * hour)
  expect(delay('availability-fast-burn', 4)).toBe(Number.POSITIVE_INFINITY)
})
