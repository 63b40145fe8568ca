import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import type { Alarm } from '../plan/alarms/alarm.ts'
import { alertKeyPolicy, alertTopicPolicy } from '../plan/iam-policies.ts'

type Severity = Alarm['severity']

export interface AlertTopicsArgs {
  readonly account: pulumi.Input<string>
  readonly partition: pulumi.Input<string>
  /** Each gets a message to confirm, then every alarm of its severity. */
  readonly emails: Readonly<Record<Severity, string | undefined>>
  readonly tags: Record<string, string>
}

/** Where alarms go: an encrypted topic per severity that CloudWatch, and nobody else, can publish to. */
export class AlertTopics extends pulumi.ComponentResource {
  readonly arns: Readonly<Record<Severity, pulumi.Output<string>>>

  constructor(name: string, args: AlertTopicsArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:AlertTopics', name, {}, options)
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
    const topic = (severity: Severity) => {
      const each = `${name}-${severity}`
      const { arn } = new aws.sns.Topic(each, { kmsMasterKeyId: key.id, tags: { ...tags, severity } }, inside)
      new aws.sns.TopicPolicy(
        each,
        { arn, policy: pulumi.jsonStringify(alertTopicPolicy({ topic: arn, account })) },
        inside,
      )
      const endpoint = args.emails[severity]
      if (endpoint !== undefined)
        new aws.sns.TopicSubscription(each, { topic: arn, protocol: 'email', endpoint }, inside)
      return arn
    }
    this.arns = { page: topic('page'), ticket: topic('ticket') }
    this.registerOutputs({ arns: this.arns })
  }
}
