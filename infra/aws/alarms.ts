import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import type { Alarm, Metric, MetricScope } from '../plan/alarm.ts'
import { alarmDescription } from '../plan/alarm-text.ts'

export interface AlarmsArgs {
  readonly alarms: readonly Alarm[]
  /** Dimensions of the metrics of each scope. */
  readonly dimensions: Record<MetricScope, Record<string, pulumi.Input<string>>>
  readonly topicArn: pulumi.Input<string>
  /** Address of the folder of runbooks. */
  readonly runbooks: string | undefined
  readonly tags: Record<string, string>
}

const comparisons = {
  above: 'GreaterThanThreshold',
  'at-least': 'GreaterThanOrEqualToThreshold',
  below: 'LessThanThreshold',
} as const

/** Physical name of an alarm: known before it exists, so that a service can name the alarms that roll it back. */
export const alarmName = (prefix: string, alarm: Alarm): string => `${prefix}-${alarm.id}`

/** CloudWatch alarms, one per entry of the registry. */
export class Alarms extends pulumi.ComponentResource {
  readonly resources: aws.cloudwatch.MetricAlarm[]

  constructor(name: string, args: AlarmsArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Alarms', name, {}, options)
    const measured = (metric: Metric, period: number) => ({
      namespace: metric.namespace,
      metricName: metric.name,
      period,
      dimensions: args.dimensions[metric.scope],
    })
    /** A single metric and an expression take their metrics in different places. */
    const signalOf = ({ signal, period }: Alarm): Partial<aws.cloudwatch.MetricAlarmArgs> =>
      'metric' in signal
        ? { ...measured(signal.metric, period), statistic: signal.metric.statistic }
        : {
            metricQueries: [
              { id: 'result', expression: signal.expression, label: signal.label, returnData: true },
              ...Object.entries(signal.metrics).map(([id, metric]) => ({
                id,
                metric: { ...measured(metric, period), stat: metric.statistic },
              })),
            ],
          }
    this.resources = args.alarms.map(
      (alarm) =>
        new aws.cloudwatch.MetricAlarm(
          alarmName(name, alarm),
          {
            name: alarmName(name, alarm),
            alarmDescription: alarmDescription(alarm, args.runbooks),
            ...signalOf(alarm),
            comparisonOperator: comparisons[alarm.threshold.comparison],
            threshold: alarm.threshold.value,
            datapointsToAlarm: alarm.datapoints,
            evaluationPeriods: alarm.of,
            treatMissingData: alarm.missingData.means,
            alarmActions: [args.topicArn],
            okActions: [args.topicArn],
            tags: { ...args.tags, severity: alarm.severity, runbook: alarm.id },
          },
          { parent: this },
        ),
    )
    this.registerOutputs({})
  }
}
