import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import type { Settings } from '../plan/settings-table.ts'
import { ExecAccess } from './exec-access.ts'

export interface ClusterArgs {
  readonly settings: Pick<Settings, 'stack' | 'kind' | 'spot' | 'exec' | 'logRetentionDays'>
  /** Gets what an agent in the containers needs, where commands in them are allowed. */
  readonly taskRole: aws.iam.Role
  readonly tags: Record<string, string>
}

/** What the tasks run on: the ECS cluster, its spare capacity and the record of commands run in containers. */
export class Cluster extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>
  readonly arn: pulumi.Output<string>
  /** What has to be there before the first task, beyond the cluster itself. */
  readonly needed: pulumi.Resource[]

  constructor(name: string, args: ClusterArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Cluster', name, {}, options)
    const inside = { parent: this }
    const { settings, tags } = args
    const exec = settings.exec ? new ExecAccess(name, { settings, taskRole: args.taskRole, tags }, inside) : undefined
    const cluster = new aws.ecs.Cluster(
      `${name}-cluster`,
      {
        name,
        settings: [{ name: 'containerInsights', value: settings.kind === 'prod' ? 'enhanced' : 'disabled' }],
        ...(exec && {
          configuration: {
            executeCommandConfiguration: {
              logging: 'OVERRIDE',
              logConfiguration: { cloudWatchLogGroupName: exec.logGroupName },
            },
          },
        }),
        tags,
      },
      inside,
    )
    this.needed = exec ? [exec.permission] : []
    if (settings.spot)
      this.needed.push(
        new aws.ecs.ClusterCapacityProviders(
          `${name}-cluster`,
          { clusterName: cluster.name, capacityProviders: ['FARGATE_SPOT'] },
          inside,
        ),
      )
    this.name = cluster.name
    this.arn = cluster.arn
    this.registerOutputs({ name: this.name })
  }
}
