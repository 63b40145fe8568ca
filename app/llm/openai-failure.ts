import type OpenAI from 'openai'
import { failureBelowHttp, type Progress, ProviderFailure } from './provider-failure.ts'
import { retryAfterMs } from './retry-after.ts'

/** `sdk` is the loaded class: its error classes hang on it, so that this file does not load the SDK. */
export function openAiFailure(error: unknown, sdk: typeof OpenAI, progress: Progress): ProviderFailure {
  if (error instanceof sdk.APIConnectionTimeoutError) return new ProviderFailure({ kind: 'timeout' }, error.message)
  if (error instanceof sdk.APIConnectionError) return failureBelowHttp(error.cause ?? error, progress)
  if (!(error instanceof sdk.APIError)) return failureBelowHttp(error, progress)
  const status = error.status ?? statusOfEvent(error.code, error.type)
  const reason = error.code ?? error.type ?? undefined
  const waitMs = error.headers === undefined ? undefined : retryAfterMs(error.headers, Date.now())
  return new ProviderFailure({ kind: 'status', status, reason, retryAfterMs: waitMs }, error.message)
}

/** An error that comes as an event inside the stream has no HTTP status; servers put one, or a word, into its code. */
function statusOfEvent(code: unknown, type: unknown): number {
  const status = Number(code)
  if (Number.isInteger(status) && status >= 400 && status < 600) return status
  return /rate_limit|quota/.test(`${code} ${type}`) ? 429 : /invalid_request/.test(`${type}`) ? 400 : 500
}
