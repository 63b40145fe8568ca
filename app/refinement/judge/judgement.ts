import type { FinishReason } from '../../contract/refinement-events.ts'
import type { JsonSchemaFormat } from '../../llm/model-client.ts'
import { fenced } from '../text/fence.ts'

/** What a reply was read as; or why it is nothing, in words that the judge can mend it by. */
export type Read<T> = { readonly value: T; readonly isMended: boolean } | { readonly problem: string }

/** One thing that a judge is to decide. */
export interface Question<T> {
  /** @param asked how often the question was put before; orders are drawn by it */
  readonly ask: (asked: number) => { readonly prompt: string; readonly schema: JsonSchemaFormat }
  /** Pure; never throws. */
  readonly read: (reply: string) => Read<T>
}

/** What a judge answered, as far as the judgement needs it. */
export interface Reply {
  readonly text: string
  readonly finishReason: FinishReason
}

/** What came of a question. An invalid judgement has no value at all: nobody can take it for a low one. */
export type Judgement<T> =
  | {
      /** `repaired`: the JSON was mended, or it took more than one reply. */
      readonly status: 'valid' | 'repaired'
      readonly replies: number
      readonly value: T
    }
  | { readonly status: 'invalid'; readonly replies: number; readonly problem: string }

/** Ask this next, or the judgement is there. */
export type JudgeStep<T> =
  | { readonly kind: 'ask'; readonly prompt: string; readonly schema: JsonSchemaFormat }
  | { readonly kind: 'judged'; readonly judgement: Judgement<T> }

/** A question, one request to repair the reply, the question afresh. Then it is invalid. */
export const mostReplies = 3

/**
 * What to do after these replies to a question. Pure, so that it goes on from stored replies wherever a process was stopped.
 * Replies beyond the one that settles it are not looked at.
 */
export function judgeNext<T>(question: Question<T>, replies: readonly Reply[]): JudgeStep<T> {
  const { ask, read } = question
  const first = replies[0]
  let problem = ''
  for (const [index, reply] of replies.slice(0, mostReplies).entries()) {
    const result = readReply(reply, read)
    if ('value' in result) {
      const status = result.isMended || index > 0 ? 'repaired' : 'valid'
      return { kind: 'judged', judgement: { status, replies: index + 1, value: result.value } }
    }
    problem = result.problem
  }
  if (replies.length >= mostReplies)
    return { kind: 'judged', judgement: { status: 'invalid', replies: mostReplies, problem } }
  if (first === undefined || replies.length > 1) return { kind: 'ask', ...ask(replies.length) }
  const { prompt, schema } = ask(0)
  return { kind: 'ask', schema, prompt: repairPrompt(prompt, first.text, problem) }
}

function readReply<T>({ text, finishReason }: Reply, read: Question<T>['read']): Read<T> {
  if (finishReason === 'length') return { problem: 'the reply was cut off at its token limit; be briefer' }
  if (finishReason === 'filtered') return { problem: 'the reply was filtered by the provider' }
  return read(text)
}

const longestShown = 6_000

/** The one request to repair a reply: all that was asked, the reply as material, and what is wrong with it. */
const repairPrompt = (prompt: string, reply: string, problem: string): string => `${prompt.trimEnd()}

# Your first reply

${fenced(reply.slice(0, longestShown), 'reply')}

It does not count, because ${problem}.
Reply once more, with the whole JSON object, correct, and nothing else. Change a level only where the reason above makes you.
`
