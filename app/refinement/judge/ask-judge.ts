import type { RunInput } from '../../contract/run-input.ts'
import type { AskStep } from '../ask-step.ts'
import { callBudget, type Shortfall } from '../budget.ts'
import type { RunState } from '../run-state.ts'
import { type Judgement, judgeNext, type Question } from './judgement.ts'

export type AskedJudge<T> =
  | AskStep
  | { readonly kind: 'judged'; readonly judgement: Judgement<T> }
  | { readonly kind: 'unaffordable'; readonly shortfall: Shortfall }

/** At 0 most servers would say the same again, word for word, however unsure the judge is. */
const repeatedTemperature = 0.7

/**
 * Puts a question to the run's judge until there is a judgement, from the replies that the run has stored.
 * @param place what the question is about; `callId` begins the ids of its calls
 */
export function askJudge<T>(
  state: RunState,
  { models }: RunInput,
  question: Question<T>,
  { callId, ...place }: Pick<AskStep, 'callId' | 'version' | 'pair' | 'input' | 'sample' | 'repetition'>,
): AskedJudge<T> {
  const ids = `${callId}-judge-`
  const replies = state.replies.filter((reply) => reply.role === 'judge' && reply.callId.startsWith(ids))
  const next = judgeNext(question, replies)
  if (next.kind === 'judged') return next
  const { prompt, schema } = next
  const model = models.judge ?? models.target
  const budget = callBudget(state, prompt, model)
  if (!budget.affordable) return { kind: 'unaffordable', shortfall: budget }
  return {
    kind: 'ask',
    callId: `${ids}${replies.length}`,
    role: 'judge',
    ...place,
    model,
    prompt,
    // The same answer should get the same levels; what differs between questions is the order of the criteria.
    temperature: place.repetition === undefined ? 0 : repeatedTemperature,
    maxOutputTokens: budget.maxOutputTokens,
    jsonSchema: schema,
    isRepeat: state.pendingCall !== null,
  }
}
