import type { Metrics } from '../plugins/metrics.ts'
import type { RunLog } from '../runs/run-log.ts'
import type { Database } from '../storage/database.ts'
import { readRunStatistics } from '../storage/run-statistics.ts'
import { addDatabaseGauges } from './database-gauges.ts'
import { addLazyGauges } from './lazy-gauges.ts'
import { addMemoryLimits } from './memory-limits.ts'
import { addSecretAge } from './secret-age.ts'
import { volumeUse } from './volume.ts'

/** Longest wait for each value, in ms. A scrape is usually given 10 s, and a lost database must not use them up. */
const timeoutMs = 2_000

interface Sources {
  readonly database: Database
  readonly pingDatabase: () => Promise<void>
  readonly log: Pick<RunLog, 'warn'>
  /** When the oldest secret got its value, RFC 3339. */
  readonly rotatedAt?: string | undefined
}

/** Adds what is not counted as it happens, but looked up whenever somebody reads the metrics. */
export function addLookedUpMetrics(metrics: Metrics, { database, pingDatabase, log, rotatedAt }: Sources): void {
  const { registry, collectionsFailed } = metrics
  const options = (collector: string) => {
    collectionsFailed.inc({ collector }, 0)
    const onFailure = (err: unknown) => {
      collectionsFailed.inc({ collector })
      log.warn({ err, collector }, 'Some metrics could not be read; they are missing for now')
    }
    return { timeoutMs, onFailure }
  }

  addMemoryLimits(registry)
  addDatabaseGauges(metrics, pingDatabase, options('database'))
  addSecretAge(metrics, rotatedAt)

  addLazyGauges(registry, {
    ...options('runs'),
    gauges: {
      mpla_runs_waiting: 'Runs that nobody has begun to work on, in the whole database',
      mpla_runs_running: 'Runs begun and not ended, in the whole database',
      mpla_runs_oldest_waiting_seconds: 'Age of the run that waits longest, in the whole database; 0: none waits',
      mpla_runs_stuck: 'Running runs of the whole database that have stored nothing for 15 minutes',
    },
    async ask() {
      const { waiting, running, stuck, oldestWaitingSeconds } = await readRunStatistics(database)
      return {
        mpla_runs_waiting: waiting,
        mpla_runs_running: running,
        mpla_runs_oldest_waiting_seconds: oldestWaitingSeconds,
        mpla_runs_stuck: stuck,
      }
    },
  })

  const { folder } = database
  if (folder === undefined) return
  addLazyGauges(registry, {
    ...options('volume'),
    gauges: {
      mpla_data_volume_free_bytes: 'Free space of the volume with the SQLite file',
      mpla_data_volume_used_ratio: 'Used share of the volume with the SQLite file, 0 to 1',
    },
    async ask() {
      const { freeBytes, usedRatio } = await volumeUse(folder)
      return { mpla_data_volume_free_bytes: freeBytes, mpla_data_volume_used_ratio: usedRatio }
    },
  })
}
