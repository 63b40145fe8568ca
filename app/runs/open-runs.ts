import type { Database } from '../storage/database.ts'
import { type EventNotifier, inProcessNotifier } from '../storage/event-notifier.ts'
import { createRunStore } from '../storage/run-store.ts'
import { createRuns, type RunsOptions } from './create-runs.ts'
import type { RunQueue } from './queue.ts'
import type { Runs } from './runs.ts'

export interface OpenRunsOptions extends Omit<RunsOptions, 'store' | 'notifier' | 'queue'> {
  readonly database: Database
  /** Most runs that this process works on at once, >= 1. */
  readonly concurrency: number
}

/** Runs on this database: alone in this process on SQLite, shared with other processes on PostgreSQL. */
export async function openRuns({ database, concurrency, ...options }: OpenRunsOptions): Promise<Runs> {
  const { queue, notifier } = await machinery(database, concurrency, options.log)
  return createRuns({ ...options, store: createRunStore(database, notifier), notifier, queue })
}

/** Loads only what this database needs. */
async function machinery(
  database: Database,
  concurrency: number,
  log: RunsOptions['log'],
): Promise<{ queue: RunQueue; notifier: EventNotifier }> {
  if (database.provider === 'sqlite') {
    const { inProcessQueue } = await import('./in-process-queue.ts')
    return { queue: inProcessQueue({ concurrency, log }), notifier: inProcessNotifier() }
  }
  const [{ pgBossQueue }, { postgresNotifier }] = await Promise.all([
    import('./pg-boss-queue.ts'),
    import('../storage/postgres-notifier.ts'),
  ])
  const onError = (err: unknown) => log.warn({ err }, 'Notifications of new events')
  return {
    queue: pgBossQueue({ url: database.url, concurrency, log }),
    notifier: await postgresNotifier(database, { onError }),
  }
}
