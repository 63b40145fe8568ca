import type { Alarm, Threshold } from '../alarm.ts'
import { conditionText } from '../alarm-text.ts'
import type { PrometheusForm } from './form.ts'

/** What `promtool check rules` takes. */
export interface RuleFile {
  readonly groups: readonly RuleGroup[]
}
interface RuleGroup {
  readonly name: string
  readonly interval: string
  readonly rules: readonly (RecordingRule | AlertingRule)[]
}
interface RecordingRule {
  readonly record: string
  readonly expr: string
}
interface AlertingRule {
  readonly alert: string
  readonly expr: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

const operators = { above: '>', 'at-least': '>=', below: '<' } as const satisfies Record<
  Threshold['comparison'],
  string
>

/** A duration of PromQL in the largest unit that fits: 300 is `5m`. */
function durationOf(seconds: number): string {
  const [size, unit] = [[86_400, 'd'] as const, [3_600, 'h'] as const, [60, 'm'] as const].find(
    ([each]) => seconds % each === 0,
  ) ?? [1, 's']
  return `${seconds / size}${unit}`
}

/** Name under which a value is recorded: what it is, and over how long. */
const recordOf = ({ name }: PrometheusForm, seconds: number) => `mpla:${name}:${durationOf(seconds)}`

/** Lengths of time over which an alarm looks at its value, in seconds. */
const windowsOf = ({ evaluation }: Alarm): readonly number[] =>
  'long' in evaluation ? [evaluation.long, evaluation.short] : [evaluation.period]

/**
 * When an alarm fires: CloudWatch's own "M of N data points", each taken at a whole multiple of its period. The range is a
 * second shorter than N periods, because versions differ in whether its first moment belongs to it.
 */
function conditionOf({ threshold, evaluation }: Alarm, form: PrometheusForm): string {
  const operator = operators[threshold.comparison]
  if ('long' in evaluation) {
    const [long, short] = [evaluation.long, evaluation.short].map((each) => recordOf(form, each))
    return `${long} ${operator} ${threshold.value} and ${short} ${operator} ${threshold.value}`
  }
  const { period, datapoints, of } = evaluation
  const value = recordOf(form, period)
  if (of === 1) return `${value} ${operator} ${threshold.value}`
  const range = `${period * of - 1}s:${durationOf(period)}`
  return `sum_over_time((${value} ${operator} bool ${threshold.value})[${range}]) >= ${datapoints}`
}

/** Address of the runbooks: the external label `runbooks` of the Prometheus that evaluates the rule. */
const runbookUrl = ({ id }: Alarm) => `{{ with $externalLabels.runbooks }}{{ . }}{{ else }}runbooks{{ end }}/${id}.md`

const alertOf = (alarm: Alarm, form: PrometheusForm): AlertingRule => ({
  alert: alarm.id,
  expr: conditionOf(alarm, form),
  labels: { severity: alarm.severity, owner: alarm.owner },
  annotations: {
    summary: alarm.summary,
    impact: alarm.impact,
    condition: conditionText(alarm),
    first_command: form.firstCommand,
    runbook_url: runbookUrl(alarm),
  },
})

function groupOf(name: string, interval: string, pairs: readonly (readonly [Alarm, PrometheusForm])[]): RuleGroup {
  const records = pairs.flatMap(([alarm, form]) =>
    windowsOf(alarm).map((seconds) => [recordOf(form, seconds), form.value(durationOf(seconds))] as const),
  )
  return {
    name,
    interval,
    rules: [
      ...[...new Map(records)].map(([record, expr]) => ({ record, expr })),
      ...pairs.map(([alarm, form]) => alertOf(alarm, form)),
    ],
  }
}

/**
 * Recording and alerting rules of the alarms that Prometheus can have. What an alarm looks at is recorded, so that a
 * graph shows the very number that it fires on.
 * @param forms by the id of the alarm
 */
export function prometheusRules(alarms: readonly Alarm[], forms: Readonly<Record<string, PrometheusForm>>): RuleFile {
  const pairs = alarms.flatMap((alarm) => {
    const form = forms[alarm.id]
    return form === undefined ? [] : [[alarm, form] as const]
  })
  const hasWindows = ([{ evaluation }]: readonly [Alarm, PrometheusForm]) => 'long' in evaluation
  return {
    groups: [
      groupOf(
        'mpla',
        '30s',
        pairs.filter((pair) => !hasWindows(pair)),
      ),
      // Windows of days change little in a minute.
      groupOf('mpla-objectives', '1m', pairs.filter(hasWindows)),
    ],
  }
}
