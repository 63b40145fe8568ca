import type { Alarm, AlarmedStack } from './alarm.ts'
import { alarmName } from './alarm-names.ts'
import { conditionText, runbookLink } from './alarm-text.ts'
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

/** What somebody who opens the dashboard asks, from the users' side inwards, with the alarms that answer it. */
const questions: readonly (readonly [question: string, alarms: readonly Alarm[]])[] = [
  ['Do users get answers?', [...loadBalancerAlarms, ...certificateAlarms]],
  ['Is the promise kept?', sloAlarms],
  ['Do runs go on?', applicationAlarms],
  ['What do models cost?', spendAlarms],
  ['Have the tasks room?', serviceAlarms],
  ['Do releases and tasks live?', deliveryAlarms],
  ['Is the database well?', databaseAlarms],
  ['Is the volume well?', volumeAlarms],
  ['Could what is lost be brought back?', backupAlarms],
  ['What has to be renewed?', secretAlarms],
  ['Would we see it?', telemetryAlarms],
]

/** CloudWatch's grid is 24 wide. */
const width = 24
const perRow = 3
const graphHeight = 6

export interface DashboardArgs<Value> {
  readonly stack: AlarmedStack
  readonly alarms: readonly Alarm[]
  readonly region: Value
  /** ARN of an alarm by its name. */
  readonly arnOf: (name: string) => Value
  readonly runbooks: string | undefined
}

/** An alarm draws its own metric and threshold, so nothing about them is said twice. */
const graph = <Value>(alarm: Alarm, index: number, top: number, { stack, region, arnOf }: DashboardArgs<Value>) => ({
  type: 'metric',
  x: (index % perRow) * (width / perRow),
  y: top + Math.floor(index / perRow) * graphHeight,
  width: width / perRow,
  height: graphHeight,
  properties: {
    title: `${alarm.id}: ${conditionText(alarm)}`,
    region,
    // A composite alarm has no metric to draw; the one over the long window has.
    annotations: {
      alarms: [
        arnOf(
          'long' in alarm.evaluation ? `${alarmName(stack.stack, alarm.id)}-long` : alarmName(stack.stack, alarm.id),
        ),
      ],
    },
  },
})

/**
 * Body of the CloudWatch dashboard: a row for each question, with the alarms that answer it, their thresholds drawn and
 * their runbooks linked. At most 500 widgets; a test counts.
 */
export function dashboardBody<Value>(args: DashboardArgs<Value>) {
  let top = 0
  const widgets = questions.flatMap(([question, all]) => {
    const alarms = all.filter((alarm) => args.alarms.includes(alarm))
    if (alarms.length === 0) return []
    const links = alarms.map((alarm) => `[${alarm.id}](${runbookLink(alarm, args.runbooks)})`).join(' · ')
    const header = {
      type: 'text',
      x: 0,
      y: top,
      width,
      height: 2,
      properties: { markdown: `## ${question}\n${links}` },
    }
    const states = {
      type: 'alarm',
      x: 0,
      y: top + 2,
      width,
      height: 2,
      properties: { title: 'Alarms', alarms: alarms.map(({ id }) => args.arnOf(alarmName(args.stack.stack, id))) },
    }
    const graphs = alarms.map((alarm, index) => graph(alarm, index, top + 4, args))
    top += 4 + Math.ceil(alarms.length / perRow) * graphHeight
    return [header, states, ...graphs]
  })
  return { widgets }
}
