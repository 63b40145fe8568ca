import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { eventLogPolicy } from '../../plan/iam-policies.ts'

export interface EventLogArgs {
  /** Starts with `/aws/events/`: EventBridge writes to no other. */
  readonly groupName: string
  readonly account: pulumi.Input<string>
  readonly retentionDays: number
  readonly tags: Record<string, string>
}

/** Where events that raise an alarm are kept: an alarm only counts them, the runbook reads them here. */
export class EventLog extends pulumi.ComponentResource {
  readonly groupArn: pulumi.Output<string>
  readonly groupName: pulumi.Output<string>
  /** Must be there before a rule has the group as its target. */
  readonly permission: pulumi.Resource

  constructor(name: string, args: EventLogArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:EventLog', name, {}, options)
    const inside = { parent: this }
    const group = new aws.cloudwatch.LogGroup(
      `${name}-events`,
      { name: args.groupName, retentionInDays: args.retentionDays, tags: args.tags },
      inside,
    )
    this.permission = new aws.cloudwatch.LogResourcePolicy(
      `${name}-events`,
      {
        policyName: `${name}-events`,
        policyDocument: pulumi.jsonStringify(
          eventLogPolicy({ logStreams: pulumi.interpolate`${group.arn}:*`, account: args.account }),
        ),
      },
      inside,
    )
    this.groupArn = group.arn
    this.groupName = group.name
    this.registerOutputs({})
  }
}
