import { type CloudWatchClient, DescribeAlarmsCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch'

/** What CloudWatch says of an alarm. */
export interface AlarmState {
  readonly value: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
  /** When it came to be so. */
  readonly since: Date
  readonly reason: string
  /** Whether it tells anybody. Somebody may have muted it. */
  readonly speaks: boolean
}

/** Alarms as CloudWatch has them. */
export interface AlarmStates {
  /** Those there are of the names, at most 100. */
  read(names: readonly string[]): Promise<ReadonlyMap<string, AlarmState>>
  /** What AWS evaluates may set it back at any moment. */
  set(name: string, value: 'OK' | 'ALARM', reason: string): Promise<void>
}

export const liveAlarmStates = (cloudwatch: CloudWatchClient): AlarmStates => ({
  async read(names) {
    const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
      new DescribeAlarmsCommand({
        AlarmNames: [...names],
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
        MaxRecords: 100,
      }),
    )
    return new Map(
      [...MetricAlarms, ...CompositeAlarms].map((alarm) => [
        alarm.AlarmName ?? '',
        {
          value: alarm.StateValue ?? 'INSUFFICIENT_DATA',
          // The time of the change, where it is told: the other one moves with each evaluation.
          since: alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp ?? new Date(0),
          reason: alarm.StateReason ?? '',
          speaks: alarm.ActionsEnabled ?? true,
        },
      ]),
    )
  },
  async set(name, value, reason) {
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: name, StateValue: value, StateReason: reason }))
  },
})
