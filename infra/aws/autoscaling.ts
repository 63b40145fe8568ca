import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { type ScalingTarget, scalingTargets } from '../plan/scaling.ts'
import type { Settings } from '../plan/settings-table.ts'
import type { Edge } from './edge.ts'
import type { Service } from './service.ts'

export interface AutoscalingArgs {
  readonly settings: Pick<Settings, 'minTasks' | 'maxTasks' | 'requestsPerTask'>
  readonly service: Service
  readonly edge: Edge
  readonly tags: Record<string, string>
}

/** Keeps the number of tasks between the two bounds, and each task near its targets. */
export class Autoscaling extends pulumi.ComponentResource {
  constructor(name: string, args: AutoscalingArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Autoscaling', name, {}, options)
    const { settings, service, edge } = args
    const tasks = new aws.appautoscaling.Target(
      `${name}-tasks`,
      {
        serviceNamespace: 'ecs',
        scalableDimension: 'ecs:service:DesiredCount',
        resourceId: pulumi.interpolate`service/${service.clusterName}/${service.serviceName}`,
        minCapacity: settings.minTasks,
        maxCapacity: settings.maxTasks,
        tags: args.tags,
      },
      { parent: this },
    )
    const policy = (target: ScalingTarget) =>
      new aws.appautoscaling.Policy(
        `${name}-${target.id}`,
        {
          policyType: 'TargetTrackingScaling',
          serviceNamespace: tasks.serviceNamespace,
          scalableDimension: tasks.scalableDimension,
          resourceId: tasks.resourceId,
          targetTrackingScalingPolicyConfiguration: {
            predefinedMetricSpecification: {
              predefinedMetricType: target.metric,
              ...(target.isPerTarget && {
                resourceLabel: pulumi.interpolate`${edge.loadBalancerArnSuffix}/${edge.targetGroupArnSuffix}`,
              }),
            },
            targetValue: target.value,
            scaleOutCooldown: target.scaleOutCooldown,
            scaleInCooldown: target.scaleInCooldown,
          },
        },
        { parent: this },
      )
    for (const target of scalingTargets(settings)) policy(target)
    this.registerOutputs({})
  }
}
