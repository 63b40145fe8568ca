import type * as genai from '@google/genai'
import { failureBelowHttp, type Progress, ProviderFailure } from './provider-failure.ts'
import { durationMs } from './retry-after.ts'

/** An entry of `error.details` (google.rpc.ErrorInfo, RetryInfo); everything may be missing. */
interface Detail {
  readonly '@type'?: string
  readonly reason?: string
  readonly retryDelay?: string
}

/**
 * `sdk` is the loaded module. The SDK's ApiError has a status and, as its message, the answer's body as JSON; the
 * headers are lost, so `headerWaitMs` comes from the fetch that `gemini-client.ts` hands in.
 */
export function geminiFailure(
  error: unknown,
  sdk: typeof genai,
  progress: Progress,
  headerWaitMs: number | undefined,
): ProviderFailure {
  if (!(error instanceof sdk.ApiError)) {
    // What the SDK throws when a body ends in the middle of an event; without a first event it was never a stream.
    if (error instanceof Error && error.message === 'Incomplete JSON segment at the end')
      return new ProviderFailure({ kind: progress.events > 0 ? 'cut' : 'malformed' }, error.message)
    return failureBelowHttp(error, progress)
  }
  const details = detailsOf(error.message)
  // Gemini answers 400 to a key it does not know.
  const isKeyRefused = details.some(({ reason }) => reason === 'API_KEY_INVALID' || reason === 'API_KEY_EXPIRED')
  const retryDelay = details.find((detail) => typeof detail.retryDelay === 'string')?.retryDelay
  return new ProviderFailure(
    {
      kind: 'status',
      status: isKeyRefused ? 401 : error.status,
      retryAfterMs: headerWaitMs ?? (retryDelay === undefined ? undefined : durationMs(retryDelay)),
    },
    error.message,
  )
}

function detailsOf(message: string): Detail[] {
  try {
    const body: unknown = JSON.parse(message.slice(message.indexOf('{')))
    const error = (body as { error?: { details?: unknown } } | null)?.error // every level may be missing
    return Array.isArray(error?.details)
      ? error.details.filter((detail) => detail !== null && typeof detail === 'object')
      : []
  } catch {
    return []
  }
}
