import { AppError, type ErrorCode } from '../errors.ts'
import type { Endpoint } from './endpoint.ts'
import type { FailureFacts, ProviderFailure } from './provider-failure.ts'
import { redacted } from './redaction.ts'
import { explainStatus } from './status-explanations.ts'

/**
 * The error a client sees. Its message is ours alone; what the provider said is in `cause`, a fresh error without the
 * SDK's objects (they hold response headers, and fetch's messages can quote the key), with the key cut out.
 */
export function providerError({ facts, detail }: ProviderFailure, endpoint: Endpoint, timeoutMs: number): AppError {
  const [code, message] = explain(facts, endpoint, timeoutMs)
  return new AppError(code, message, {
    cause: new Error(redacted(detail, endpoint.apiKey)),
    retryAfterMs: facts.kind === 'status' ? facts.retryAfterMs : undefined,
  })
}

/** Whether asking again soon may help. A spent quota answers 429 too, but no waiting mends it. */
export const isWorthRetrying = ({ facts }: ProviderFailure): boolean =>
  facts.kind === 'connection' ||
  (facts.kind === 'status' &&
    (facts.status === 408 || facts.status === 409 || facts.status === 429 || facts.status >= 500) &&
    facts.reason !== 'insufficient_quota')

function explain(facts: FailureFacts, endpoint: Endpoint, timeoutMs: number): readonly [ErrorCode, string] {
  const { name, baseUrl, urlVariable } = endpoint
  switch (facts.kind) {
    case 'status':
      return explainStatus(facts, endpoint)
    case 'timeout':
      return [
        'MODEL_TIMED_OUT',
        `${name} did not answer in time: try again, or raise MODEL_TIMEOUT_MS (now ${timeoutMs})`,
      ]
    case 'connection':
      return [
        'MODEL_UNAVAILABLE',
        `${name} could not be reached${facts.code === undefined ? '' : ` (${facts.code})`}: check the network${baseUrl === undefined ? '' : ` and ${urlVariable}`}`,
      ]
    case 'cut':
      return ['MODEL_STREAM_CUT', `${name} ended the connection before the answer was whole: try again`]
    case 'oversized':
      return [
        'MODEL_ANSWER_TOO_LARGE',
        `${name} sent more than ${Math.round(facts.mostBytes / 1024).toLocaleString('en')} KiB for one answer, which was broken off${baseUrl === undefined ? ': try again later' : `: check that ${urlVariable} is the address of the API`}`,
      ]
    case 'malformed':
      return [
        'MODEL_ANSWER_MALFORMED',
        `${name} answered something that is neither a streamed completion nor a list of models: ${baseUrl === undefined ? 'try again later' : `check that ${urlVariable} is the address of the API`}`,
      ]
  }
}
