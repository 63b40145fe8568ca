import { costItems, totalUsd } from '../plan/cost.ts'
import type { Plan } from '../plan/plan-text.ts'
import type { PlannedResource } from '../plan/planned-resource.ts'

/** What the phases need to know of the stack, all of it taken from the plan, so that nothing is decided twice. */
export interface Target {
  readonly stack: string
  /** Undefined: the environment or the profile of the operator says it. */
  readonly region: string | undefined
  /** Profile of the AWS configuration that Pulumi uses for the stack, when its file names one. */
  readonly profile: string | undefined
  readonly resourceCount: number
  readonly cluster: string
  readonly service: string
  /** Names of the alarms that roll a deployment back. */
  readonly rollbackAlarms: readonly string[]
  readonly architecture: 'arm64' | 'x86_64'
  /** Builder of the local Docker installation that the stack names. */
  readonly imageBuilder: string | undefined
  /** USD a month, estimated. */
  readonly monthlyUsd: number
}

/** @throws Error when the plan has no cluster or no service: the program changed its shape */
export function targetOf({ settings, resources }: Plan, config: Readonly<Record<string, string>>): Target {
  const service = only(resources, 'aws:ecs/service:Service').inputs
  const alarms = service['alarms'] as { alarmNames?: string[] } | undefined // as the program wrote it
  return {
    stack: settings.stack,
    region: config['aws:region'],
    profile: config['aws:profile'],
    resourceCount: resources.length,
    cluster: String(only(resources, 'aws:ecs/cluster:Cluster').inputs['name']),
    service: String(service['name']),
    rollbackAlarms: alarms?.alarmNames ?? [],
    architecture: settings.architecture,
    imageBuilder: settings.imageBuilder,
    monthlyUsd: totalUsd(costItems(resources, settings)),
  }
}

function only(resources: readonly PlannedResource[], type: string): PlannedResource {
  const [found, ...more] = resources.filter((resource) => resource.type === type)
  if (found === undefined || more.length > 0)
    throw new Error(`Expected one ${type} in the plan, found ${found === undefined ? 0 : more.length + 1}`)
  return found
}
