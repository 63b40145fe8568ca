import { stackPrefix } from '../names.ts'
import type { Alarm, AlarmedStack } from './alarm.ts'

/** Name of an alarm in CloudWatch, known before it exists, so that a service can name the alarms that roll it back. */
export const alarmName = (stack: string, id: string): string => `${stackPrefix(stack)}-${id}`

/** Name of the alarm over one of two windows; the alarm itself joins them. */
export const windowAlarmName = (stack: string, id: string, window: 'long' | 'short'): string =>
  `${alarmName(stack, id)}-${window}`

/** Name of the alarm that tells somebody, where the alarm itself must not because another one explains it. */
export const notifierName = (stack: string, id: string): string => `${alarmName(stack, id)}-notify`

/** Names of the alarms that roll a deployment back. */
export const rollbackAlarmNames = ({ stack }: AlarmedStack, alarms: readonly Alarm[]): readonly string[] =>
  alarms.filter(({ rollsBack }) => rollsBack).map(({ id }) => alarmName(stack, id))
