import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { alertKeyPolicy, alertTopicPolicy } from '../plan/iam-policies.ts'

export interface AlertTopicArgs {
  readonly account: pulumi.Input<string>
  readonly partition: pulumi.Input<string>
  /** Gets a message to confirm, then every alarm. */
  readonly email: string | undefined
  readonly tags: Record<string, string>
}

/** Where alarms go: an encrypted topic that CloudWatch, and nobody else, can publish to. */
export class AlertTopic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>

  constructor(name: string, args: AlertTopicArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:AlertTopic', name, {}, options)
    const inside = { parent: this }
    const { account, tags } = args
    const key = new aws.kms.Key(
      `${name}-alerts`,
      {
        description: 'Encrypts alarms on their way through SNS',
        enableKeyRotation: true,
        deletionWindowInDays: 7,
        policy: pulumi.jsonStringify(
          alertKeyPolicy({ accountRoot: pulumi.interpolate`arn:${args.partition}:iam::${account}:root` }),
        ),
        tags,
      },
      inside,
    )
    const topic = new aws.sns.Topic(`${name}-alerts`, { kmsMasterKeyId: key.id, tags }, inside)
    new aws.sns.TopicPolicy(
      `${name}-alerts`,
      { arn: topic.arn, policy: pulumi.jsonStringify(alertTopicPolicy({ topic: topic.arn, account })) },
      inside,
    )
    if (args.email !== undefined)
      new aws.sns.TopicSubscription(
        `${name}-alerts`,
        { topic: topic.arn, protocol: 'email', endpoint: args.email },
        inside,
      )
    this.arn = topic.arn
    this.registerOutputs({ arn: this.arn })
  }
}
