/** Which resource a metric is about; decides its dimensions. */
export type MetricScope =
  | 'load-balancer'
  | 'target-group'
  | 'service'
  | 'database'
  | 'volume'
  | 'vault'
  | 'certificate'
  | 'log-group'
  /** What the application itself measures. */
  | 'application'
  /** Counts of lines and events, which have a metric of their own. */
  | 'none'

export interface Metric {
  readonly namespace: string
  readonly name: string
  readonly scope: MetricScope
  /** A CloudWatch statistic: `Sum`, a percentile such as `p95`, a percentile rank such as `PR(:1)`. */
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum' | 'SampleCount' | `p${number}` | `PR(${string})`
  /** Dimensions beside those of the scope. */
  readonly dimensions?: Readonly<Record<string, string>>
}

export interface MetricSignal {
  readonly metric: Metric
}

/** Metric math over several metrics, each under the id it has in the expression. */
export interface ExpressionSignal {
  readonly expression: string
  readonly label: string
  readonly metrics: Readonly<Record<string, Metric>>
}

/**
 * Events on the default bus of the account, counted by a rule. They are kept in a log group too, because a number does not
 * say which task it was.
 */
export interface EventSignal {
  /** An EventBridge pattern. */
  readonly event: Readonly<Record<'source' | 'detail-type', readonly string[]>> & Readonly<Record<string, unknown>>
}

/** Lines of the application's log, counted by a metric filter. */
export interface LogSignal {
  /** CloudWatch Logs filter pattern. */
  readonly logPattern: string
}

export type Signal = MetricSignal | ExpressionSignal | EventSignal | LogSignal
