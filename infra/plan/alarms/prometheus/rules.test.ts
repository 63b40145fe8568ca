import { expect, test } from 'vitest'
import type { Alarm } from '../alarm.ts'
import { alarms } from '../alarms.ts'
import { notInPrometheus, prometheusForms } from './forms.ts'
import { prometheusRules } from './rules.ts'

const { groups } = prometheusRules(alarms, prometheusForms)
const rules = groups.flatMap((group) => group.rules)
const alerts = rules.flatMap((rule) => ('alert' in rule ? [rule] : []))
const records = rules.flatMap((rule) => ('record' in rule ? [rule] : []))

test('every alarm has a rule, or a reason why it cannot have one; never both', () => {
  const decided = [...Object.keys(prometheusForms), ...Object.keys(notInPrometheus)]
  expect(decided.toSorted()).toEqual(alarms.map(({ id }) => id).toSorted())
  expect(alerts.map(({ alert }) => alert).toSorted()).toEqual(Object.keys(prometheusForms).toSorted())
  expect(alerts.length).toBeGreaterThan(15)
  expect(Object.values(notInPrometheus).filter((reason) => reason.length < 30)).toEqual([])
})

test('an alert looks at recorded values only, each recorded once, in its own group', () => {
  const names = records.map(({ record }) => record)
  expect(new Set(names).size).toBe(names.length)
  for (const group of groups) {
    const recorded = group.rules.flatMap((rule) => ('record' in rule ? [rule.record] : []))
    const used = group.rules.flatMap((rule) => ('alert' in rule ? (rule.expr.match(/mpla:[\w:]+/g) ?? []) : []))
    expect([...new Set(used)].toSorted()).toEqual(recorded.toSorted())
  }
})

test('one name stands for one expression', () => {
  const expressions = new Map<string, string>()
  for (const { name, value } of Object.values(prometheusForms))
    expect(expressions.set(name, expressions.get(name) ?? value('W')).get(name)).toBe(value('W'))
})

test('a rule says in PromQL what the alarm says', () => {
  const of = (id: string) => alerts.find(({ alert }) => alert === id)?.expr
  expect(of('server-error-ratio')).toBe('sum_over_time((mpla:server_error_percent:1m > bool 5)[299s:1m]) >= 3')
  expect(of('no-healthy-hosts')).toBe('sum_over_time((mpla:healthy_instances:1m < bool 1)[179s:1m]) >= 2')
  expect(of('tasks-stopping')).toBe('mpla:restarts:15m >= 3')
  expect(of('availability-budget')).toBe('mpla:availability_burn:3d > 1 and mpla:availability_burn:6h > 1')
})

test('threshold and evaluation come from the alarm', () => {
  const [alarm] = alarms.filter(({ id }) => id === 'stuck-runs')
  if (alarm === undefined) throw new Error('expected the alarm stuck-runs')
  const changed: Alarm = {
    ...alarm,
    threshold: { ...alarm.threshold, value: 7 },
    evaluation: { period: 120, datapoints: 4, of: 6 },
  }
  const [rule] = prometheusRules([changed], prometheusForms)
    .groups.flatMap((group) => group.rules)
    .slice(-1)
  expect(rule?.expr).toBe('sum_over_time((mpla:runs_stuck:2m >= bool 7)[719s:2m]) >= 4')
})

test('no annotation holds a template but the address of the runbook', () => {
  const templates = alerts.flatMap(({ annotations: { runbook_url: _, ...others } }) =>
    Object.values(others).filter((text) => text.includes('{{')),
  )
  expect(templates).toEqual([])
})
