import type { RefinementEvent } from '../contract/refinement-events.ts'
import { type RecordedCall, recordedCall, recordedRequest } from '../llm/cassette/recorded-call.ts'
import { replay } from '../refinement/replay.ts'
import { requestOf } from './model-call.ts'

/**
 * The calls of a stored run as a cassette that answers the same run again: its events hold every answer, and what was asked
 * follows from them. A run that is decided otherwise today gives the calls before the first difference.
 */
export const cassetteOf = (events: readonly RefinementEvent[]): RecordedCall[] =>
  replay(events).calls.flatMap(({ step, answer }) =>
    answer === null ? [] : [recordedCall(recordedRequest(step.model, requestOf(step, '')), answer.data)],
  )
