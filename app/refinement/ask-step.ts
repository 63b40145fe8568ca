import type { EventDataOf, NewRefinementEvent } from '../contract/refinement-events.ts'
import type { AssistantRole } from '../contract/run-input.ts'
import type { JsonSchemaFormat } from '../llm/model-client.ts'
import type { EvidenceCell } from './search-move.ts'

/**
 * Store what `callStarted` makes of it (unless `isRepeat`), ask the model, store what `answered` makes of the answer, or
 * `call.failed`. `isRepeat`: the start of this very call is stored already, its result is not; ask again with the same `callId`.
 */
export interface AskStep {
  readonly kind: 'ask'
  readonly callId: string
  /** `target` answers a prompt; the others write or judge. */
  readonly role: 'target' | AssistantRole
  readonly version: number
  /** Test input that the call is about; absent when the run has none. */
  readonly input?: number
  /** Which answer to the same text; absent for the first. */
  readonly sample?: number
  /** Answers that the prompt of a writer shows; absent without test inputs. */
  readonly evidence?: readonly EvidenceCell[]
  /** Pair of the final comparison that the answer is for; absent in the search. */
  readonly pair?: number
  /** Which of several judgements of the same pair; absent for the first. */
  readonly repetition?: number
  /** The `provider:model` id to ask. */
  readonly model: string
  readonly prompt: string
  readonly temperature: number
  /** 256..4,096, and never more than the run's token limit leaves. */
  readonly maxOutputTokens: number
  readonly isRepeat: boolean
  /** The form that the reply should have, where the model takes one. */
  readonly jsonSchema?: JsonSchemaFormat
}

const placeOf = ({ version, pair, input, sample }: AskStep) => ({
  version,
  ...(pair !== undefined && { pair }),
  ...(input !== undefined && { input }),
  ...(sample !== undefined && { sample }),
})

/** What is stored before the model is asked. */
export function callStarted(step: AskStep): NewRefinementEvent {
  const { callId, role, model } = step
  return role === 'target'
    ? { type: 'call.started', data: { callId, role, model, ...placeOf(step) } }
    : {
        type: 'request.started',
        data: { callId, role, model, ...placeOf(step), ...(step.evidence && { evidence: [...step.evidence] }) },
      }
}

type Answer = Pick<EventDataOf<'output.recorded'>, 'text' | 'finishReason' | 'usage' | 'durationMs'>

/** What is stored of the model's answer. */
export function answered(step: AskStep, { text, finishReason, usage, durationMs }: Answer): NewRefinementEvent {
  const { callId, role } = step
  const answer = { text, finishReason, usage, durationMs }
  return role === 'target'
    ? { type: 'output.recorded', data: { callId, ...placeOf(step), ...answer } }
    : { type: 'reply.recorded', data: { callId, role, ...answer } }
}

/**
 * Which of several answers to the same text a call draws, from 0. Answers of a comparison differ from all of the search,
 * whose first answer is 0, and from those of another comparison.
 */
export function drawOf({ pair, sample = 0, repetition = 0 }: Pick<AskStep, 'pair' | 'sample' | 'repetition'>): number {
  if (pair !== undefined) return pair + 1 + mostPairs * sample + firstRepeatedDraw * repetition
  return sample === 0 ? 0 : firstRepeatedDraw + sample
}
/** Of a comparison; see `RunLimits`. */
const mostPairs = 50
/** More than all comparisons take. */
const firstRepeatedDraw = 1_000
