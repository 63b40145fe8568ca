import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'
import { type AlarmStates, liveAlarmStates } from './alarm-states.ts'
import { listenToTopics, type TopicListener } from './topic-listener.ts'

/** The account of a stack, as far as a drill asks it. */
export interface DrilledAccount {
  readonly states: AlarmStates
  /** Who is told by a topic, as `ADDRESS (PROTOCOL)`. */
  receivers(topicArn: string): Promise<readonly string[]>
  /** @param prefix what the name of its queue begins with */
  listen(prefix: string, topicArns: readonly string[], signal: AbortSignal): Promise<TopicListener>
}

/** By the AWS SDK's own chain of credentials, and its endpoint where the environment names another one than AWS. */
export function openDrilledAccount(
  options: Pick<ConstructorParameters<typeof SQSClient>[0] & object, 'region' | 'endpoint' | 'credentials'>,
): DrilledAccount {
  const [sns, sqs] = [new SNSClient(options), new SQSClient(options)]
  return {
    states: liveAlarmStates(new CloudWatchClient(options)),
    async receivers(TopicArn) {
      const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))
      return Subscriptions.map(
        ({ Endpoint, Protocol, SubscriptionArn = '' }) =>
          `${Endpoint} (${Protocol}${SubscriptionArn.startsWith('arn:') ? '' : ', not confirmed: gets nothing'})`,
      )
    },
    listen: (prefix, topicArns, signal) => listenToTopics({ sns, sqs }, { prefix, topicArns, signal }),
  }
}
