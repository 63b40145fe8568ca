import type { TokenUsage } from '../contract/refinement-events.ts'

/** A whole answer, as both wire formats can tell it. */
export interface StubText {
  readonly text: string
  /** null: the stream ends without one. Default: stop. */
  readonly finish?: 'stop' | 'length' | 'filtered' | null
  /** null: the server reports none. Default: counted at 4 characters a token. */
  readonly usage?: TokenUsage | null
  /** Waits before the first byte, in ms. */
  readonly latencyMs?: number
  /** Size of the pieces the answer is sent in; small ones cut characters and events in two. Default: one piece. */
  readonly chunkBytes?: number
}

/** What the stub does with one request. A plain string is a whole answer. */
export type StubAnswer =
  | string
  | StubText
  /** An HTTP error (or anything else) instead of a stream; a body that is no string is sent as JSON. */
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** Sends so many bytes of the event stream, then breaks the connection. */
  | { readonly cut: number; readonly text?: string }
  /** Never answers. */
  | { readonly hang: true }
  /** Sends a first piece of text and then nothing more. */
  | { readonly hangAfter: string }
  /** Status 200 with a body that is no event stream, or with this one. */
  | { readonly malformed: true; readonly body?: string }

/** One request as it arrived. */
export interface StubRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown
  /** The prompt of a completion; empty for a listing. */
  readonly prompt: string
  readonly idempotencyKey: string | undefined
}

export const tokensOf = (text: string): number => Math.ceil(text.length / 4)

/** Text in pieces of a few words, the way models send it. */
export const pieces = (text: string): string[] => text.match(/[\s\S]{1,24}/gu) ?? []
