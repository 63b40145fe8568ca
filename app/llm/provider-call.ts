import { setTimeout as wait } from 'node:timers/promises'
import type { Endpoint } from './endpoint.ts'
import { usualAnswerBytes } from './limited-fetch.ts'
import { isWorthRetrying, providerError } from './provider-errors.ts'
import { ProviderFailure } from './provider-failure.ts'
import { unlessAborted } from './unless-aborted.ts'

export interface CallLimits {
  /** Longest wait for the whole answer, repeated attempts included; ms, > 0. */
  readonly timeoutMs: number
  /** Attempts after the first one; 0 or more. */
  readonly maxRetries: number
  /** Wait before the first repetition where the provider names none; doubles each time. ms. */
  readonly retryDelayMs: number
  /** Longest answer, in bytes as they come over the wire; > 0. */
  readonly maxAnswerBytes: number
}

export const usualLimits = { maxRetries: 2, retryDelayMs: 500, maxAnswerBytes: usualAnswerBytes } as const

/** A page waits for the list of models, so a listing may not take as long as an answer. */
export const listingLimits = (limits: CallLimits): CallLimits => ({
  ...limits,
  timeoutMs: Math.min(limits.timeoutMs, 10_000),
})

/**
 * Runs one call under one deadline and one retry policy. Both SDKs' own retries are off: Gemini's does not read
 * Retry-After, OpenAI's ignores one above 60 s, and neither knows how much of the deadline is left. Here a wait that
 * would not fit into the deadline is not begun; the caller learns `retryAfterMs` at once.
 *
 * `attempt` throws ProviderFailure. @throws AppError MODEL_*, or the signal's reason when `signal` aborts.
 */
export async function callProvider<T>(
  endpoint: Endpoint,
  { timeoutMs, maxRetries, retryDelayMs }: Omit<CallLimits, 'maxAnswerBytes'>,
  signal: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const deadline = AbortSignal.timeout(timeoutMs)
  const either = AbortSignal.any([signal, deadline])
  const endsAt = performance.now() + timeoutMs
  for (let retries = 0; ; retries++) {
    try {
      return await unlessAborted(attempt(either), either)
    } catch (error) {
      signal.throwIfAborted()
      if (deadline.aborted)
        throw providerError(new ProviderFailure({ kind: 'timeout' }, 'deadline'), endpoint, timeoutMs)
      if (!(error instanceof ProviderFailure)) throw error
      const asked = error.facts.kind === 'status' ? error.facts.retryAfterMs : undefined
      const waitMs = asked ?? retryDelayMs * 2 ** retries * (0.75 + Math.random() / 4)
      if (retries >= maxRetries || !isWorthRetrying(error) || performance.now() + waitMs >= endsAt)
        throw providerError(error, endpoint, timeoutMs)
      await wait(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }
}
