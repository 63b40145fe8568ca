import type { Alarm, AlarmedStack } from './alarm.ts'
import { applicationAlarms } from './application.ts'
import { backupAlarms } from './backups.ts'
import { certificateAlarms } from './certificate.ts'
import { databaseAlarms } from './database.ts'
import { deliveryAlarms } from './delivery.ts'
import { loadBalancerAlarms } from './load-balancer.ts'
import { secretAlarms } from './secrets.ts'
import { serviceAlarms } from './service.ts'
import { sloAlarms } from './slo.ts'
import { spendAlarms } from './spend.ts'
import { telemetryAlarms } from './telemetry.ts'
import { volumeAlarms } from './volume.ts'

/** Every alarm there is. CloudWatch alarms, their descriptions, the runbook index and its tests are made from it. */
export const alarms: readonly Alarm[] = [
  ...loadBalancerAlarms,
  ...sloAlarms,
  ...serviceAlarms,
  ...deliveryAlarms,
  ...databaseAlarms,
  ...volumeAlarms,
  ...backupAlarms,
  ...applicationAlarms,
  ...spendAlarms,
  ...telemetryAlarms,
  ...certificateAlarms,
  ...secretAlarms,
]

/** The alarms of one stack. */
export const alarmsOf = (stack: AlarmedStack): readonly Alarm[] =>
  alarms.filter(({ applies }) => applies?.(stack) ?? true)
