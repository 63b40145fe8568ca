import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { type ScheduledMinimum, scheduledMinimums } from '../plan/busy-hours.ts'
import { type ScalingTarget, scalingTargets } from '../plan/scaling.ts'
import type { Settings } from '../plan/settings-table.ts'

export interface AutoscalingArgs {
  readonly settings: Pick<
    Settings,
    | 'minTasks'
    | 'maxTasks'
    | 'requestsPerTask'
    | 'scaleOutCooldown'
    | 'scaleInCooldown'
    | 'busyHours'
    | 'busyDays'
    | 'busyTasks'
    | 'timeZone'
  >
  readonly clusterName: pulumi.Input<string>
  readonly serviceName: pulumi.Input<string>
  /** What CloudWatch calls load balancer and target group. */
  readonly loadBalancerArnSuffix: pulumi.Input<string>
  readonly targetGroupArnSuffix: pulumi.Input<string>
  readonly tags: Record<string, string>
}

/** Keeps the number of tasks between its bounds, of which the lower one can depend on the hour, and each task near its targets. */
export class Autoscaling extends pulumi.ComponentResource {
  constructor(name: string, args: AutoscalingArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Autoscaling', name, {}, options)
    const { settings } = args
    const minimums = scheduledMinimums(settings)
    const tasks = new aws.appautoscaling.Target(
      `${name}-tasks`,
      {
        serviceNamespace: 'ecs',
        scalableDimension: 'ecs:service:DesiredCount',
        resourceId: pulumi.interpolate`service/${args.clusterName}/${args.serviceName}`,
        minCapacity: settings.minTasks,
        maxCapacity: settings.maxTasks,
        // Follows the busy hours so that taking them away in the middle of one is a change of the target, which then gets
        // its own minimum back: what a schedule set in AWS is not in the state of the stack.
        suspendedState: { scheduledScalingSuspended: minimums.length === 0 },
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
                resourceLabel: pulumi.interpolate`${args.loadBalancerArnSuffix}/${args.targetGroupArnSuffix}`,
              }),
            },
            targetValue: target.value,
            scaleOutCooldown: target.scaleOutCooldown,
            scaleInCooldown: target.scaleInCooldown,
          },
        },
        { parent: this },
      )
    const scheduled = ({ id, schedule, minTasks }: ScheduledMinimum) =>
      new aws.appautoscaling.ScheduledAction(
        `${name}-${id}`,
        {
          name: `${name}-${id}`,
          serviceNamespace: tasks.serviceNamespace,
          scalableDimension: tasks.scalableDimension,
          resourceId: tasks.resourceId,
          schedule,
          timezone: settings.timeZone,
          scalableTargetAction: { minCapacity: minTasks },
        },
        { parent: this },
      )
    for (const target of scalingTargets(settings)) policy(target)
    for (const minimum of minimums) scheduled(minimum)
    this.registerOutputs({})
  }
}
