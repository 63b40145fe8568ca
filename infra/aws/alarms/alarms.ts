import * as pulumi from '@pulumi/pulumi'
import type { Alarm, AlarmedStack } from '../../plan/alarms/alarm.ts'
import { type AlarmContext, createAlarm, createNotifier } from './alarm-resources.ts'

export interface AlarmsArgs extends Omit<AlarmContext, 'parent' | 'stack'> {
  readonly settings: AlarmedStack
  /** Those of the stack; each that explains another one among them. */
  readonly alarms: readonly Alarm[]
}

/** What CloudWatch watches: one alarm per entry of the registry, and who is told. */
export class Alarms extends pulumi.ComponentResource {
  /** By id. */
  readonly resources: ReadonlyMap<string, pulumi.Resource>

  constructor(name: string, args: AlarmsArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Alarms', name, {}, options)
    const { settings, alarms, ...shared } = args
    const context = { ...shared, stack: settings.stack, parent: this }
    this.resources = new Map(
      alarms.map((alarm) => [alarm.id, createAlarm(alarm, alarm.signal(settings), context)] as const),
    )
    for (const alarm of alarms) {
      const resource = this.resources.get(alarm.id)
      const explaining = this.resources.get(alarm.explainedBy ?? '')
      if (context.suppresses && resource && explaining) createNotifier(alarm, resource, explaining, context)
    }
    this.registerOutputs({})
  }
}
