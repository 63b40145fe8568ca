import type { Model } from '../contract/models.ts'
import { AppError } from '../errors.ts'
import type { ModelClient } from './model-client.ts'
import { unlessAborted } from './unless-aborted.ts'

/** Fresh for 5 minutes: providers add models in weeks, and a page view must not cost a request. */
const freshMs = 5 * 60 * 1000
/** A failure is believed for less long, so that a provider's return shows; but not asked again at each page view. */
const failureMs = 30 * 1000

interface Listing {
  /** The last list that arrived, also when asking again failed. */
  readonly models: readonly Model[]
  readonly failure: AppError | undefined
  readonly until: number
}

/**
 * Answers what a provider lists from memory while that is fresh. Callers that come while it is asked share the answer;
 * one that goes away does not take it from the others.
 */
export function cachedListing(client: ModelClient, now: () => number): (signal: AbortSignal) => Promise<Listing> {
  let last: Listing | undefined
  let asking: Promise<Listing> | undefined

  async function ask(): Promise<Listing> {
    try {
      const models = await client.list(new AbortController().signal) // ends at the client's own deadline
      last = { models, failure: undefined, until: now() + freshMs }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      last = { models: last?.models ?? [], failure: error, until: now() + failureMs }
    } finally {
      asking = undefined
    }
    return last
  }

  return async (signal) => {
    signal.throwIfAborted()
    if (last !== undefined && now() < last.until) return last
    asking ??= ask()
    return unlessAborted(asking, signal)
  }
}
