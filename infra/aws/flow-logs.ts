import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { assumedBy, flowLogPolicy } from '../plan/iam-policies.ts'

export interface FlowLogsArgs {
  readonly vpcId: pulumi.Input<string>
  readonly account: pulumi.Input<string>
  readonly logGroupName: string
  readonly retentionDays: number
  /** Permissions boundary of the role; none when deployments may make any. */
  readonly boundary: pulumi.Input<string> | undefined
  readonly tags: Record<string, string>
}

/** Records refused connections of the VPC: what a wrong security group, or somebody scanning, looks like. */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:FlowLogs', name, {}, options)
    const inside = { parent: this }
    const { tags } = args
    const group = new aws.cloudwatch.LogGroup(
      `${name}-flow`,
      { name: args.logGroupName, retentionInDays: args.retentionDays, tags },
      inside,
    )
    const role = new aws.iam.Role(
      `${name}-flow`,
      {
        assumeRolePolicy: pulumi.jsonStringify(assumedBy('vpc-flow-logs.amazonaws.com', args.account)),
        permissionsBoundary: args.boundary,
        tags,
      },
      inside,
    )
    const policy = new aws.iam.RolePolicy(
      `${name}-flow`,
      {
        role: role.id,
        policy: pulumi.jsonStringify(flowLogPolicy({ logStreams: pulumi.interpolate`${group.arn}:*` })),
      },
      inside,
    )
    new aws.ec2.FlowLog(
      `${name}-flow`,
      {
        vpcId: args.vpcId,
        trafficType: 'REJECT',
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 600,
        tags,
      },
      { ...inside, dependsOn: policy },
    )
    this.registerOutputs({})
  }
}
