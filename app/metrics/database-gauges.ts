import type { Metrics } from '../plugins/metrics.ts'
import { addLazyGauges, type LazyGaugesOptions } from './lazy-gauges.ts'
import { within } from './within.ts'

/** The database's ping, counted when it fails. */
export const countedPing = (metrics: Pick<Metrics, 'databasePingFailures'>, ping: () => Promise<void>) => async () => {
  try {
    await ping()
  } catch (error) {
    metrics.databasePingFailures.inc()
    throw error
  }
}

/**
 * Adds whether the database answers, and how fast. No answer is a value here, not a failure.
 * @param options `timeoutMs`: longest wait for the ping
 */
export function addDatabaseGauges(
  { registry }: Pick<Metrics, 'registry'>,
  ping: () => Promise<void>,
  { timeoutMs, onFailure }: Pick<LazyGaugesOptions<string>, 'timeoutMs' | 'onFailure'>,
): void {
  addLazyGauges(registry, {
    timeoutMs: timeoutMs * 2, // never reached: the ping is given up before
    onFailure,
    gauges: {
      mpla_database_up: '1: the database answers this process; 0: it does not',
      mpla_database_ping_seconds: 'Time the database took to answer; absent when it did not',
    },
    async ask() {
      const startedAt = performance.now()
      try {
        await within(timeoutMs, ping())
      } catch {
        return { mpla_database_up: 0 }
      }
      return { mpla_database_up: 1, mpla_database_ping_seconds: (performance.now() - startedAt) / 1_000 }
    },
  })
}
