import { PgBoss, type Job as PgBossJob } from 'pg-boss'
import { queryTimeoutMs } from '../storage/database.ts'
import { queueSchema } from './install-queue.ts'
import { logFailure } from './log-failure.ts'
import { PutBack, type RunQueue, type Work } from './queue.ts'
import type { RunLog } from './run-log.ts'

export interface PgBossQueueOptions {
  /** `Database.url` */
  readonly url: string
  /** Most runs that this process works on at once, >= 1. */
  readonly concurrency: number
  readonly log: RunLog
}

const name = 'runs'
/** pg-boss's smallest. A process that is killed loses its runs after this and at most one more `checkSeconds`. */
const heartbeatSeconds = 10
const checkSeconds = 5
const pollSeconds = 2

type Job = PgBossJob<{ runId: string }>

const settings = {
  notify: true,
  heartbeatSeconds,
  // Only a bound: heartbeats notice a process that is gone, and model calls have their own timeouts.
  expireInSeconds: 6 * 60 * 60,
  // A run that never gets further is ended by its worker, not by giving up its job.
  retryLimit: 1_000,
  retryDelay: 1,
  retryDelayMax: 60,
  retryBackoff: true,
  deleteAfterSeconds: 60 * 60,
}

/**
 * For PostgreSQL, where 1 to 3 processes share the work: a run is a pg-boss job. A process that was killed stops
 * sending heartbeats, and within 17 s (heartbeat, check, poll) another one has its runs.
 */
export function pgBossQueue({ url, concurrency, log }: PgBossQueueOptions): RunQueue {
  const options = {
    connectionString: url,
    query_timeout: queryTimeoutMs, // handed on to pg, as all that pg-boss does not know
    application_name: 'mpla-queue',
    schema: queueSchema,
    max: 4,
    useListenNotify: true,
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: checkSeconds,
    monitorIntervalSeconds: checkSeconds,
  }
  const boss = new PgBoss(options)
  boss.on('error', (error: unknown) => logFailure(log, error, {}, 'The queue reported an error; it tries again'))
  boss.on('warning', ({ message, data }) => log.warn({ data }, `The queue warns: ${message}`))

  const add = async (runId: string) => {
    await boss.send(name, { runId }, { singletonKey: runId })
  }
  return {
    add,
    async start(work) {
      await boss.start()
      await boss.createQueue(name, { policy: 'exclusive', ...settings }) // one job per run
      // A queue that is there already keeps the settings of the version that created it.
      await boss.updateQueue(name, settings)
      await Promise.all(Array.from({ length: concurrency }, () => startWorker(work)))
    },
    async stop(graceMs) {
      await boss.stop({ graceful: true, timeout: graceMs + 5_000 })
    },
  }

  /** One worker has one run at a time. */
  async function startWorker(work: Work): Promise<void> {
    const options = { pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds }
    let workerId = ''
    workerId = await boss.work<Job['data']>(name, options, async (jobs) => {
      for (const job of jobs) await workOn(job, work)
      // Else it would look for the next run only at its next poll, also when many wait.
      boss.notifyWorker(workerId)
    })
  }

  async function workOn(job: Job, work: Work): Promise<void> {
    const { runId } = job.data
    try {
      await work(runId, job.signal)
    } catch (error) {
      if (!(error instanceof PutBack)) {
        logFailure(log, error, { runId }, 'Working on a run failed; it is tried again')
        throw error
      }
      // A new job, which wakes another process at once; a retry would wait, and longer each time.
      await boss.complete(name, job)
      await add(runId)
    }
  }
}
