import { Value } from 'typebox/value'
import type { Measurement } from '../../app/test-support/cloudwatch.ts'
import type { Alarm } from '../../infra/plan/alarms/alarm.ts'
import { alarms } from '../../infra/plan/alarms/alarms.ts'
import type { Metric, Signal } from '../../infra/plan/alarms/signal.ts'
import { settingsOf } from '../../infra/test-support/settings.ts'

/** What was seen of a service while it ran. */
export interface Observed {
  /** The value of the dimension `service`. */
  readonly service: string
  /** The application's under `service`; those of AWS without dimensions. */
  readonly measurements: readonly Measurement[]
  /** Lines of the log, parsed. */
  readonly logLines: readonly LogLine[]
}

export interface LogLine {
  readonly time: string
  readonly level: string
  readonly [member: string]: unknown
}

/** From one moment to another, in milliseconds since 1970; stands for one data point of an alarm. */
export interface Period {
  readonly from: number
  readonly to: number
}

export function alarmOf(id: string): Alarm {
  const alarm = alarms.find((one) => one.id === id)
  if (alarm === undefined) throw new Error(`Expected an alarm of the registry, got ${id}`)
  return alarm
}

/** Whether one data point over this period would be beyond the alarm's threshold in a prod stack. */
export function isBeyond(id: string, observed: Observed, period: Period): boolean {
  const { threshold, missingData } = alarmOf(id)
  const value = signalValue(id, observed, period)
  if (value === undefined) return missingData.means === 'breaching'
  if (threshold.comparison === 'below') return value < threshold.value
  return threshold.comparison === 'above' ? value > threshold.value : value >= threshold.value
}

/** The signal of an alarm over a period; undefined without data. */
export const signalValue = (id: string, observed: Observed, period: Period): number | undefined =>
  measuredBy(alarmOf(id).signal(settingsOf('prod')), observed, period)

function measuredBy(signal: Signal, observed: Observed, period: Period): number | undefined {
  if ('metric' in signal) return statisticOf(signal.metric, observed, period)
  if ('logPattern' in signal) return linesMatching(signal.logPattern, observed, period)
  if ('event' in signal) throw new Error('Only EventBridge sees events; look at what the process really did')
  const values = Object.entries(signal.metrics).map(([id, metric]) => [id, statisticOf(metric, observed, period)])
  return evaluate(signal.expression, Object.fromEntries(values))
}

const isIn = (at: number, { from, to }: Period) => at >= from && at <= to

function statisticOf(metric: Metric, observed: Observed, period: Period): number | undefined {
  const dimensions = metric.scope === 'application' ? { service: observed.service, ...metric.dimensions } : {}
  const values = observed.measurements
    .filter((one) => one.name === metric.name && isIn(one.at, period) && Value.Equal(one.dimensions, dimensions))
    .flatMap((one) => one.values)
    .toSorted((a, b) => a - b)
  const sum = values.reduce((all, value) => all + value, 0)
  if (values.length === 0) return undefined
  switch (metric.statistic) {
    case 'Sum':
      return sum
    case 'Average':
      return sum / values.length
    case 'SampleCount':
      return values.length
    case 'Minimum':
      return values[0]
    case 'Maximum':
      return values.at(-1)
    default:
      return percentile(metric.statistic, values)
  }
}

/** `p95`: the value below which 95 % lie. `PR(:1)`: how many percent are at most 1. */
function percentile(statistic: string, sorted: readonly number[]): number | undefined {
  const share = /^p([\d.]+)$/.exec(statistic)?.[1]
  if (share !== undefined) return sorted[Math.max(0, Math.ceil((Number(share) / 100) * sorted.length) - 1)]
  const most = /^PR\(:([\d.]+)\)$/.exec(statistic)?.[1]
  if (most === undefined) throw new Error(`Expected a statistic of CloudWatch that is known here, got ${statistic}`)
  return (100 * sorted.filter((value) => value <= Number(most)).length) / sorted.length
}

const functions = {
  IF: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
  FILL: (value: number | undefined, otherwise: number) => value ?? otherwise,
  MAX: (values: readonly number[]) => Math.max(...values),
  MIN: (values: readonly number[]) => Math.min(...values),
}

/** Metric math as far as alarms use it, which JavaScript happens to spell alike. Without data for a name: undefined. */
export function evaluate(expression: string, values: Readonly<Record<string, number | undefined>>): number | undefined {
  const known = { ...functions, ...values }
  const words = expression.match(/[A-Za-z_]\w*/g) ?? []
  const unknown = words.filter((word) => !Object.hasOwn(known, word))
  if (unknown.length > 0 || !/^[\w\s.,+*/()[\]<>=-]+$/.test(expression))
    throw new Error(`Expected metric math that is known here, got ${expression}`)
  const result: unknown = new Function(...Object.keys(known), `return ${expression}`)(...Object.values(known))
  return typeof result === 'number' && Number.isFinite(result) ? result : undefined
}

/** Counts lines by a filter pattern of the form `{ $.level = "error" || … }`. */
function linesMatching(pattern: string, { logLines }: Observed, period: Period): number {
  const terms = pattern.replace(/^\{ (.+) \}$/, '$1').split(' || ')
  const wanted = terms.map((term) => {
    const [, member, value] = /^\$\.(\w+) = "(\w+)"$/.exec(term) ?? []
    if (member === undefined) throw new Error(`Expected a log pattern that is known here, got ${pattern}`)
    return [member, value] as const
  })
  return logLines.filter(
    (line) => isIn(Date.parse(line.time), period) && wanted.some(([member, value]) => line[member] === value),
  ).length
}
