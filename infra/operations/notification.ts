import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { runbookLinkIn } from './runbook-link.ts'
import type { TopicMessage } from './topic-listener.ts'

/** What CloudWatch told a topic. */
export interface Notification {
  /** Made by SNS, the same when a message is delivered twice. */
  readonly id: string
  readonly topicArn: string
  /** Full name of the alarm that told it. */
  readonly alarm: string
  readonly state: string
  readonly description: string
  readonly sentAt: Date
}

const Envelope = Compile(Type.Object({ MessageId: Type.String(), TopicArn: Type.String(), Message: Type.String() }))
const AlarmMessage = Compile(
  Type.Object({
    AlarmName: Type.String(),
    NewStateValue: Type.String(),
    AlarmDescription: Type.Union([Type.String(), Type.Null()]),
  }),
)

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @returns undefined when the message is about something else, as a budget's is */
export function readNotification({ body, sentAt }: TopicMessage): Notification | undefined {
  const envelope = json(body)
  if (!Envelope.Check(envelope)) return undefined
  const message = json(envelope.Message)
  if (!AlarmMessage.Check(message)) return undefined
  return {
    id: envelope.MessageId,
    topicArn: envelope.TopicArn,
    alarm: message.AlarmName,
    state: message.NewStateValue,
    description: message.AlarmDescription ?? '',
    sentAt,
  }
}

/** What an alarm should tell. */
export interface ExpectedNotification {
  /** Id of the alarm. */
  readonly id: string
  /** Full name of the one CloudWatch alarm that tells. */
  readonly teller: string
  readonly topicArn: string
}

/** What is wrong with what was told, a sentence each. */
export function notificationProblems(told: Notification, expected: ExpectedNotification): readonly string[] {
  const link = runbookLinkIn(told.description)
  return [
    told.alarm === expected.teller ? [] : [`${told.alarm} told it, and not ${expected.teller}`],
    told.topicArn === expected.topicArn ? [] : [`It came by ${told.topicArn}, and not by ${expected.topicArn}`],
    link === undefined
      ? ['Its description names no runbook: expected a line `Runbook: …/NAME.md`']
      : link.page === expected.id
        ? []
        : [`It leads to the runbook ${link.page}, and not to ${expected.id}`],
  ].flat()
}
