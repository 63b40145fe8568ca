/** Which resource a metric is about; decides its dimensions. */
export type MetricScope = 'load-balancer' | 'target-group' | 'service'

export interface Metric {
  readonly namespace: string
  readonly name: string
  readonly scope: MetricScope
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum'
}

/** A metric as it is, or an expression over several, each under the id it has in the expression. */
type Signal =
  | { readonly metric: Metric }
  | { readonly expression: string; readonly label: string; readonly metrics: Readonly<Record<string, Metric>> }

export interface Threshold {
  readonly comparison: 'above' | 'at-least' | 'below'
  readonly value: number
  readonly unit: '%' | 'hosts'
  /** Why this value and not another. */
  readonly reason: string
}

export interface Alarm {
  /** Kebab-case; also the name of its runbook. */
  readonly id: string
  /** `page` wakes somebody up; `ticket` waits for the next working day. */
  readonly severity: 'page' | 'ticket'
  /** What is wrong, one sentence. */
  readonly summary: string
  /** What users notice. */
  readonly impact: string
  /** First command to type. */
  readonly firstCommand: string
  readonly signal: Signal
  readonly threshold: Threshold
  /** Length of one data point in seconds. */
  readonly period: number
  /** The alarm fires when `datapoints` of the last `of` data points are beyond the threshold. */
  readonly datapoints: number
  readonly of: number
  /** What a period without data means, and why. */
  readonly missingData: { readonly means: 'breaching' | 'notBreaching'; readonly reason: string }
  /** Whether it ends and rolls back a deployment it fires during. Only load-balancer metrics: the service must not be needed first. */
  readonly rollsBack: boolean
}
