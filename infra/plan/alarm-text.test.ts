import { expect, test } from 'vitest'
import { alarmDescription, conditionText, longestDescription, runbookLink } from './alarm-text.ts'
import { alarms } from './alarms.ts'

const longestLink = `https://${'x'.repeat(200)}/runbooks`

test('there are alarms, each with an id of its own that can be a file name', () => {
  expect(alarms.length).toBeGreaterThanOrEqual(3)
  const ids = alarms.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z][a-z0-9-]{2,40}$/.test(id))).toEqual([])
})

test.each(alarms)(
  '$id: says what is wrong, what users see, the first command and the runbook, within the limit',
  (alarm) => {
    const text = alarmDescription(alarm, longestLink)
    expect(text.length).toBeLessThanOrEqual(longestDescription)
    for (const part of [alarm.summary, alarm.impact, alarm.firstCommand, `${longestLink}/${alarm.id}.md`])
      expect(text).toContain(part)
  },
)

test.each(alarms)('$id: can fire, and its text is of whole sentences', (alarm) => {
  expect(alarm.datapoints).toBeLessThanOrEqual(alarm.of)
  expect(alarm.datapoints).toBeGreaterThan(1)
  expect(alarm.period % 60).toBe(0)
  for (const sentence of [alarm.summary, alarm.impact]) expect(sentence).toMatch(/^[A-Z].*\.$/)
  for (const reason of [alarm.threshold.reason, alarm.missingData.reason]) expect(reason.length).toBeGreaterThan(20)
})

test.each(alarms.filter(({ signal }) => 'expression' in signal))(
  '$id: its expression names its metrics, and no others',
  ({ signal }) => {
    if (!('expression' in signal)) throw new Error('Filtered above')
    const names = signal.expression.match(/\b[a-z]\w*/g) ?? []
    expect([...new Set(names)].toSorted()).toEqual(Object.keys(signal.metrics).toSorted())
  },
)

test.each(alarms.filter(({ rollsBack }) => rollsBack))(
  '$id: rolls a deployment back without being about the service itself',
  ({ signal }) => {
    const metrics = 'metric' in signal ? [signal.metric] : Object.values(signal.metrics)
    expect(metrics.map(({ scope }) => scope)).not.toContain('service')
  },
)

test('tells the condition in words', () => {
  expect(alarms.map(conditionText)).toEqual([
    'at least 1 host in 3 of 5 minutes',
    'above 5 % in 3 of 5 minutes',
    'above 85 % in 10 of 15 minutes',
  ])
})

test('gives a path in the repository where no address is known', () => {
  expect(alarms.slice(0, 1).map((alarm) => runbookLink(alarm, undefined))).toEqual(['runbooks/unhealthy-hosts.md'])
})
