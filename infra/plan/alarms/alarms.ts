import type { Alarm, AlarmedStack } from './alarm.ts'
import { applicationAlarms } from './application.ts'
import { loadBalancerAlarms } from './load-balancer.ts'
import { serviceAlarms } from './service.ts'
import { sloAlarms } from './slo.ts'

/** Every alarm there is. CloudWatch alarms, their descriptions, the runbook index and its tests are made from it. */
export const alarms: readonly Alarm[] = [...loadBalancerAlarms, ...serviceAlarms, ...applicationAlarms, ...sloAlarms]

/** The alarms of one stack. */
export const alarmsOf = (stack: AlarmedStack): readonly Alarm[] =>
  alarms.filter(({ applies }) => applies?.(stack) ?? true)
