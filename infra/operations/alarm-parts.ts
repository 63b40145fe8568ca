import type { Alarm } from '../plan/alarms/alarm.ts'
import { alarmName, notifierName, windowAlarmName } from '../plan/alarms/alarm-names.ts'

/** The CloudWatch alarms that one alarm of the registry is made of, by their full names. */
export interface AlarmParts {
  /** Bears the alarm's own name. */
  readonly main: string
  /** Those that watch a metric, whose states make the others'. */
  readonly watching: readonly string[]
  /** The one that tells the topic. */
  readonly teller: string
  /** The alarm that keeps this one silent while it fires. */
  readonly explaining: string | undefined
}

/** Everything of an alarm that a stack may have. */
export const possibleParts = (stack: string, { id, explainedBy }: Alarm): readonly string[] => [
  alarmName(stack, id),
  windowAlarmName(stack, id, 'long'),
  windowAlarmName(stack, id, 'short'),
  notifierName(stack, id),
  ...(explainedBy === undefined ? [] : [alarmName(stack, explainedBy)]),
]

/**
 * What an alarm is made of in a stack.
 * @param exists whether CloudWatch has an alarm of a name: not every stack has every alarm, and a dev stack no notifiers
 * @returns undefined when the stack does not have the alarm, or only a part of it
 */
export function partsOf(stack: string, alarm: Alarm, exists: (name: string) => boolean): AlarmParts | undefined {
  const { id, evaluation, explainedBy } = alarm
  const main = alarmName(stack, id)
  const watching =
    'long' in evaluation ? [windowAlarmName(stack, id, 'long'), windowAlarmName(stack, id, 'short')] : [main]
  if (![main, ...watching].every(exists)) return undefined
  const notifier = notifierName(stack, id)
  const isExplained = explainedBy !== undefined && exists(notifier)
  return {
    main,
    watching,
    teller: isExplained ? notifier : main,
    explaining: isExplained ? alarmName(stack, explainedBy) : undefined,
  }
}
