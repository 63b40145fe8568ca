import { createHash } from 'node:crypto'
import type { Completion, CompletionRequest } from '../model-client.ts'

/** What an answer may depend on: all of a request but the id that only this very call has. `model` is `provider:model`. */
export type RecordedRequest = Readonly<Omit<CompletionRequest, 'callId'>>

/** One call as a cassette keeps it. */
export interface RecordedCall {
  /** SHA-256 of the request, in hexadecimal. */
  readonly key: string
  readonly request: RecordedRequest
  readonly answer: Completion
}

/** @param model the `provider:model` id that is asked */
export function recordedRequest(model: string, request: Omit<CompletionRequest, 'model'>): RecordedRequest {
  const { callId: _, sample = 0, ...asked } = request
  return { ...asked, sample, model }
}

/** The same for the same request, in whatever order its fields stand. */
export const keyOf = (request: RecordedRequest): string =>
  createHash('sha256').update(JSON.stringify(request, inOrder)).digest('hex')

const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

export const recordedCall = (request: RecordedRequest, { text, finishReason, usage }: Completion): RecordedCall => ({
  key: keyOf(request),
  request,
  answer: { text, finishReason, usage },
})
