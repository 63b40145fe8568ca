import { randomUUID } from 'node:crypto'
import { type SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'

/** What a topic sent. */
export interface TopicMessage {
  /** The envelope of SNS, JSON. */
  readonly body: string
  /** When it was in the queue, by the clock of AWS. */
  readonly sentAt: Date
}

/** Hears what topics send, beside those who are subscribed anyway. */
export interface TopicListener {
  /**
   * Messages that have come since the last call.
   * @param seconds waits at most so long for the first, 0 to 20
   */
  receive(seconds: number): Promise<readonly TopicMessage[]>
  /** Takes away all that was made to listen. @throws AggregateError when something of it stays, naming it */
  close(): Promise<void>
}

/** Topics may send, and nobody else. */
const queuePolicy = (queueArn: string, topicArns: readonly string[]) => ({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArns } },
  },
})

/** Should the listener be killed: nobody pays for what stays, and nothing in it is older than this. */
const retentionSeconds = 3600

/**
 * Listens by a queue of its own, which takes nothing but what these topics send.
 * @param prefix what the name of the queue begins with
 * @param topicArns of one region and account, which the queue is made in
 * @param signal ends waiting for a message; `close` works on
 */
export async function listenToTopics(
  { sns, sqs }: { readonly sns: SNSClient; readonly sqs: SQSClient },
  options: { readonly prefix: string; readonly topicArns: readonly string[]; readonly signal?: AbortSignal },
): Promise<TopicListener> {
  const { prefix, topicArns, signal } = options
  const name = `${prefix}-drill-${randomUUID().slice(0, 8)}`
  const [, partition, , region, account] = topicArns[0]?.split(':') ?? []
  const queueArn = `arn:${partition}:sqs:${region}:${account}:${name}`
  // The policy comes with the queue: one that is set later takes effect up to a minute later.
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: {
        Policy: JSON.stringify(queuePolicy(queueArn, topicArns)),
        MessageRetentionPeriod: String(retentionSeconds),
      },
    }),
  )
  const subscriptions: string[] = []

  async function close(): Promise<void> {
    const left = [
      ...subscriptions.map(async (SubscriptionArn) => await sns.send(new UnsubscribeCommand({ SubscriptionArn }))),
      sqs.send(new DeleteQueueCommand({ QueueUrl })),
    ]
    const failed = (await Promise.allSettled(left)).filter((each) => each.status === 'rejected')
    if (failed.length > 0)
      throw new AggregateError(
        failed.map(({ reason }): unknown => reason),
        `The queue ${name} or its subscription could not be removed: delete both by hand`,
      )
  }

  try {
    for (const TopicArn of topicArns) {
      const { SubscriptionArn = '' } = await sns.send(
        new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn, ReturnSubscriptionArn: true }),
      )
      subscriptions.push(SubscriptionArn)
    }
  } catch (error) {
    await close()
    throw error
  }

  return {
    async receive(seconds) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: seconds,
          // Nobody else reads the queue, and it is deleted as a whole: longer than any drill.
          VisibilityTimeout: 12 * 3600,
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
        signal && { abortSignal: signal },
      )
      return Messages.map(({ Body = '', Attributes = {} }) => ({
        body: Body,
        sentAt: new Date(Number(Attributes['SentTimestamp'])),
      }))
    },
    close,
  }
}
