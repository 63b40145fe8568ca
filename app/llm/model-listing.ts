import type { Model } from '../contract/models.ts'
import { AppError } from '../errors.ts'
import type { ModelClient } from './model-client.ts'
import { unlessAborted } from './unless-aborted.ts'

/** Fresh for 5 minutes: providers add models in weeks, and a page view must not cost a request. */
const freshMs = 5 * 60 * 1000
/** A failure is believed for less long, so that a provider's return shows; but not asked again at each page view. */
const failureMs = 30 * 1000

/** Where the last list of a source outlives the process. Lists are worth little: whatever fails here is left. */
export interface KeptListings {
  /** null: never listed. */
  read(source: string): Promise<readonly Model[] | null>
  write(source: string, models: readonly Model[]): Promise<void>
}

interface Listing {
  /** The last list that arrived, also when asking again failed, and also when that was in a process before this one. */
  readonly models: readonly Model[]
  readonly failure: AppError | undefined
  readonly until: number
}

interface ListingOptions {
  readonly now: () => number
  /** Which provider at which address. */
  readonly source: string
  readonly kept: KeptListings | undefined
}

/**
 * Answers what a provider lists from memory while that is fresh. Callers that come while it is asked share the answer;
 * one that goes away does not take it from the others.
 */
export function cachedListing(
  client: ModelClient,
  { now, source, kept }: ListingOptions,
): (signal: AbortSignal) => Promise<Listing> {
  let last: Listing | undefined
  let asking: Promise<Listing> | undefined
  let written: string | undefined

  async function keep(models: readonly Model[]): Promise<void> {
    const text = JSON.stringify(models)
    // Every process asks every few minutes, and providers add models in weeks.
    if (text === written) return
    written = text
    await kept?.write(source, models)
  }

  async function ask(): Promise<Listing> {
    try {
      const models = await client.list(new AbortController().signal) // ends at the client's own deadline
      last = { models, failure: undefined, until: now() + freshMs }
      // Nobody waits for it; one that fails is tried again with the next list.
      keep(models).catch(() => {
        written = undefined
      })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const models = last?.models ?? (await kept?.read(source).catch(() => null)) ?? []
      last = { models, failure: error, until: now() + failureMs }
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
