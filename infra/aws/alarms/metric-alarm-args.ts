import type * as aws from '@pulumi/aws'
import type * as pulumi from '@pulumi/pulumi'
import type { Alarm } from '../../plan/alarms/alarm.ts'
import type { ExpressionSignal, Metric, MetricScope, MetricSignal } from '../../plan/alarms/signal.ts'

export type Dimensions = Readonly<Record<MetricScope, Readonly<Record<string, pulumi.Input<string>>>>>

const comparisons = {
  above: 'GreaterThanThreshold',
  'at-least': 'GreaterThanOrEqualToThreshold',
  below: 'LessThanThreshold',
} as const

const isPlain = (statistic: Metric['statistic']) => /^[A-Z][a-zA-Z]+$/.test(statistic)

/** A single metric, a percentile and an expression each go into another place of an alarm. */
export function signalArgs(
  signal: MetricSignal | ExpressionSignal,
  period: number,
  dimensions: Dimensions,
): Partial<aws.cloudwatch.MetricAlarmArgs> {
  const measured = (metric: Metric) => ({
    namespace: metric.namespace,
    metricName: metric.name,
    period,
    dimensions: { ...dimensions[metric.scope], ...metric.dimensions },
  })
  if ('metric' in signal) {
    const { statistic } = signal.metric
    return { ...measured(signal.metric), ...(isPlain(statistic) ? { statistic } : { extendedStatistic: statistic }) }
  }
  return {
    metricQueries: [
      { id: 'result', expression: signal.expression, label: signal.label, returnData: true },
      ...Object.entries(signal.metrics).map(([id, metric]) => ({
        id,
        metric: { ...measured(metric), stat: metric.statistic },
      })),
    ],
  }
}

/** Beyond what it fires. */
export const thresholdArgs = ({ threshold, missingData }: Alarm) => ({
  comparisonOperator: comparisons[threshold.comparison],
  threshold: threshold.value,
  treatMissingData: missingData.means,
})
