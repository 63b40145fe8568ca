import { expect, test } from 'vitest'
import { settingsOf } from '../../test-support/settings.ts'
import type { Alarm } from './alarm.ts'
import { alarms, alarmsOf } from './alarms.ts'
import type { Signal } from './signal.ts'

const prod = settingsOf('prod')

test('there are alarms, each with an id of its own that can be a file name', () => {
  expect(alarms.length).toBeGreaterThanOrEqual(3)
  const ids = alarms.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z][a-z0-9-]{2,40}$/.test(id))).toEqual([])
})

test.each(alarms)('$id: can fire, and its text is of whole sentences', ({ evaluation, ...alarm }) => {
  if ('long' in evaluation) {
    expect(evaluation.long % 60).toBe(0)
    expect(evaluation.short % 60).toBe(0)
    expect(evaluation.long).toBeGreaterThanOrEqual(6 * evaluation.short)
    expect(evaluation.long).toBeLessThanOrEqual(7 * 86_400) // the longest period CloudWatch evaluates
  } else {
    expect(evaluation.period % 60).toBe(0)
    expect(evaluation.datapoints).toBeGreaterThanOrEqual(1)
    expect(evaluation.datapoints).toBeLessThanOrEqual(evaluation.of)
    expect(evaluation.period * evaluation.of).toBeLessThanOrEqual(evaluation.period < 3_600 ? 86_400 : 7 * 86_400)
  }
  for (const sentence of [alarm.summary, alarm.impact]) expect(sentence).toMatch(/^[A-Z`].*\.$/)
  for (const reason of [alarm.threshold.reason, alarm.missingData.reason, alarm.expected]) {
    expect(reason.length).toBeGreaterThan(20)
    expect(reason).toMatch(/^([a-z0-9]|[A-Z]{2,}).*[^.]$/)
  }
})

test('a single data point is enough only for what is an event, or adds up a whole hour', () => {
  const hasty = alarms.filter(({ evaluation }) => 'datapoints' in evaluation && evaluation.datapoints === 1)
  expect(hasty.length).toBeGreaterThan(0)
  expect(hasty.filter((alarm) => !['event', 'days'].includes(kindOf(alarm))).map(({ id }) => id)).toEqual([])
})

const metricsIn = (signal: Signal) =>
  'metric' in signal ? [signal.metric] : 'expression' in signal ? Object.values(signal.metrics) : []

/** `days` are counted by AWS once a day, so one is all there is. */
const kindOf = (alarm: Alarm): string =>
  alarm.threshold.unit === 'days' || 'event' in alarm.signal(prod) || addsUpAnHour(alarm)
    ? 'event'
    : alarm.threshold.unit

const addsUpAnHour = ({ evaluation, signal }: Alarm): boolean => {
  const statistics = metricsIn(signal(prod)).map(({ statistic }) => statistic)
  return (
    'period' in evaluation && evaluation.period >= 3_600 && new Set(statistics).size === 1 && statistics[0] === 'Sum'
  )
}

const expressions = alarms.flatMap((alarm) => {
  const signal = alarm.signal(prod)
  return 'expression' in signal ? [{ id: alarm.id, signal }] : []
})

test.each(expressions)('$id: its expression names its metrics, and no others', ({ signal }) => {
  const names = signal.expression.match(/\b[a-z]\w*/g) ?? []
  expect([...new Set(names)].toSorted()).toEqual(Object.keys(signal.metrics).toSorted())
})

test.each(alarms.filter(({ rollsBack }) => rollsBack))(
  '$id: rolls a deployment back without being about the service itself',
  ({ signal, applies }) => {
    const scopes = metricsIn(signal(prod)).map(({ scope }) => scope)
    expect(scopes.length).toBeGreaterThan(0)
    expect(scopes.filter((scope) => !['load-balancer', 'target-group'].includes(scope))).toEqual([])
    expect(applies).toBeUndefined()
  },
)

test('an alarm that explains others pages, is in every stack that has them, and is explained by none itself', () => {
  const explained = alarms.filter(({ explainedBy }) => explainedBy !== undefined)
  expect(explained.length).toBeGreaterThan(0)
  for (const { id, explainedBy, applies } of explained) {
    const explaining = alarms.find((alarm) => alarm.id === explainedBy)
    expect([id, explaining?.severity, explaining?.explainedBy]).toEqual([id, 'page', undefined])
    expect([undefined, applies]).toContain(explaining?.applies)
  }
})

test('a stack has the alarms that apply to it', () => {
  expect(alarmsOf(prod).map(({ id }) => id)).toEqual(
    alarms.filter((alarm) => alarm.applies?.(prod) ?? true).map(({ id }) => id),
  )
  expect(alarmsOf(settingsOf('dev')).map(({ id }) => id)).not.toContain('deployment-failed')
  expect(alarmsOf(prod).map(({ id }) => id)).toContain('deployment-failed')
})
