const longestMs = 24 * 60 * 60 * 1000

/**
 * When a provider wants to be asked again, in ms from `now` (0..24 h); undefined when it does not say.
 * `retry-after-ms` is OpenAI's and Azure's finer form; Retry-After is seconds or an HTTP date (RFC 9110, 10.2.3).
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const coarse = headers.get('retry-after')
  return boundedMs(amount(headers.get('retry-after-ms'), 1) ?? amount(coarse, 1_000) ?? untilDate(coarse, now))
}

/** A `google.protobuf.Duration` as JSON ("34.07s"), as in google.rpc.RetryInfo. */
export const durationMs = (text: string): number | undefined =>
  boundedMs(amount(text.endsWith('s') ? text.slice(0, -1) : null, 1_000))

function amount(text: string | null, unitMs: number): number | undefined {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * unitMs : undefined
}

function untilDate(text: string | null, now: number): number | undefined {
  const at = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? undefined : at - now
}

const boundedMs = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.min(Math.max(0, Math.ceil(ms)), longestMs)
