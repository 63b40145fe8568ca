import * as aws from '@pulumi/aws'
import type * as pulumi from '@pulumi/pulumi'
import type { Alarm, Windows } from '../../plan/alarms/alarm.ts'
import { alarmName, notifierName, windowAlarmName } from '../../plan/alarms/alarm-names.ts'
import { alarmDescription, windowDescription } from '../../plan/alarms/alarm-text.ts'
import type { EventSignal, ExpressionSignal, LogSignal, MetricSignal, Signal } from '../../plan/alarms/signal.ts'
import { suppressorExtension, suppressorWait } from '../../plan/alarms/suppression.ts'
import { type Dimensions, signalArgs, thresholdArgs } from './metric-alarm-args.ts'

/** What the alarms of a stack have in common. */
export interface AlarmContext {
  readonly stack: string
  readonly dimensions: Dimensions
  readonly topicArns: Readonly<Record<Alarm['severity'], pulumi.Input<string>>>
  /** Address of the folder of runbooks. */
  readonly runbooks: string | undefined
  readonly logGroupName: pulumi.Input<string>
  /** Where events are kept; undefined in a stack without alarms on events. */
  readonly eventLog: { readonly arn: pulumi.Input<string>; readonly permission: pulumi.Resource } | undefined
  /** Whether an alarm is silent while the one that explains it fires. Each that can be costs half a dollar a month. */
  readonly suppresses: boolean
  readonly tags: Record<string, string>
  readonly parent: pulumi.Resource
}

const tagsOf = (alarm: Alarm, { tags }: AlarmContext) => ({
  ...tags,
  severity: alarm.severity,
  owner: alarm.owner,
  runbook: alarm.id,
})

/** Nobody is told by the alarm itself while another alarm may explain it: then its notifier decides. */
const actionsOf = (alarm: Alarm, { topicArns, suppresses }: AlarmContext) =>
  alarm.explainedBy === undefined || !suppresses
    ? { alarmActions: [topicArns[alarm.severity]], okActions: [topicArns[alarm.severity]] }
    : {}

/** Metric that counts the lines or events of an alarm. */
const countSignal = (namespace: string, name: string, dimensions: Record<string, string> = {}): MetricSignal => ({
  metric: { namespace, name, scope: 'none', statistic: 'Sum', dimensions },
})

function lineSignal(alarm: Alarm, { logPattern }: LogSignal, context: AlarmContext): MetricSignal {
  const name = alarmName(context.stack, alarm.id)
  const transformation = { namespace: 'MPLA/Logs', name, value: '1', defaultValue: '0' }
  new aws.cloudwatch.LogMetricFilter(
    name,
    { logGroupName: context.logGroupName, pattern: logPattern, metricTransformation: transformation },
    { parent: context.parent },
  )
  return countSignal(transformation.namespace, name)
}

function eventSignal(alarm: Alarm, { event }: EventSignal, context: AlarmContext): MetricSignal {
  const { stack, eventLog, parent } = context
  if (!eventLog) throw new Error(`Alarm ${alarm.id} is about events, but stack ${stack} has no log of events`)
  const name = alarmName(stack, alarm.id)
  const rule = new aws.cloudwatch.EventRule(
    name,
    { name, description: alarm.summary, eventPattern: JSON.stringify(event), tags: tagsOf(alarm, context) },
    { parent },
  )
  new aws.cloudwatch.EventTarget(
    name,
    { rule: rule.name, arn: eventLog.arn },
    { parent, dependsOn: eventLog.permission },
  )
  return countSignal('AWS/Events', 'TriggeredRules', { RuleName: name })
}

const isFiring = (name: string) => `ALARM("${name}")`

type Measured = MetricSignal | ExpressionSignal

/** Two alarms that tell nobody, and one that joins them. */
function windowAlarms(alarm: Alarm, signal: Measured, windows: Windows, context: AlarmContext): pulumi.Resource {
  const { stack, dimensions, runbooks, parent } = context
  const members = (['long', 'short'] as const).map((window) => {
    const name = windowAlarmName(stack, alarm.id, window)
    return new aws.cloudwatch.MetricAlarm(
      name,
      {
        name,
        alarmDescription: windowDescription(alarm, windows[window], runbooks),
        ...signalArgs(signal, windows[window], dimensions),
        ...thresholdArgs(alarm),
        evaluationPeriods: 1,
        tags: tagsOf(alarm, context),
      },
      { parent },
    )
  })
  const name = alarmName(stack, alarm.id)
  return new aws.cloudwatch.CompositeAlarm(
    name,
    {
      alarmName: name,
      alarmDescription: alarmDescription(alarm, runbooks),
      alarmRule: (['long', 'short'] as const)
        .map((window) => isFiring(windowAlarmName(stack, alarm.id, window)))
        .join(' AND '),
      ...actionsOf(alarm, context),
      tags: tagsOf(alarm, context),
    },
    { parent, dependsOn: members },
  )
}

function metricAlarm(alarm: Alarm, signal: Measured, context: AlarmContext): pulumi.Resource {
  if ('long' in alarm.evaluation) return windowAlarms(alarm, signal, alarm.evaluation, context)
  const { period, datapoints, of } = alarm.evaluation
  const name = alarmName(context.stack, alarm.id)
  return new aws.cloudwatch.MetricAlarm(
    name,
    {
      name,
      alarmDescription: alarmDescription(alarm, context.runbooks),
      ...signalArgs(signal, period, context.dimensions),
      ...thresholdArgs(alarm),
      datapointsToAlarm: datapoints,
      evaluationPeriods: of,
      ...actionsOf(alarm, context),
      tags: tagsOf(alarm, context),
    },
    { parent: context.parent },
  )
}

/** The alarm that bears the name of `alarm`, whatever it is made of. */
export function createAlarm(alarm: Alarm, signal: Signal, context: AlarmContext): pulumi.Resource {
  if ('event' in signal) return metricAlarm(alarm, eventSignal(alarm, signal, context), context)
  if ('logPattern' in signal) return metricAlarm(alarm, lineSignal(alarm, signal, context), context)
  return metricAlarm(alarm, signal, context)
}

/** Tells somebody of an alarm, but not while `explaining` fires. */
export function createNotifier(
  alarm: Alarm,
  resource: pulumi.Resource,
  explaining: pulumi.Resource,
  context: AlarmContext,
) {
  const { stack, topicArns, runbooks, parent } = context
  const name = notifierName(stack, alarm.id)
  const topic = topicArns[alarm.severity]
  return new aws.cloudwatch.CompositeAlarm(
    name,
    {
      alarmName: name,
      alarmDescription: alarmDescription(alarm, runbooks),
      alarmRule: isFiring(alarmName(stack, alarm.id)),
      actionsSuppressor: {
        alarm: alarmName(stack, String(alarm.explainedBy)),
        waitPeriod: suppressorWait,
        extensionPeriod: suppressorExtension,
      },
      alarmActions: [topic],
      okActions: [topic],
      tags: tagsOf(alarm, context),
    },
    { parent, dependsOn: [resource, explaining] },
  )
}
