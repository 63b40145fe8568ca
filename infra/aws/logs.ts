import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

export interface LogsArgs {
  readonly groupName: string
  readonly retentionDays: number
  readonly tags: Record<string, string>
}

/** Where the containers log to. Made here, because the group ECS would make by itself keeps everything for ever. */
export class Logs extends pulumi.ComponentResource {
  readonly groupName: pulumi.Output<string>
  readonly groupArn: pulumi.Output<string>

  constructor(name: string, args: LogsArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Logs', name, {}, options)
    const group = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: args.groupName, retentionInDays: args.retentionDays, tags: args.tags },
      { parent: this },
    )
    this.groupName = group.name
    this.groupArn = group.arn
    this.registerOutputs({})
  }
}
