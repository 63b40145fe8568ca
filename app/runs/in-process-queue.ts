import PQueue from 'p-queue'
import { logFailure } from './log-failure.ts'
import { PutBack, type RunQueue, type Work } from './queue.ts'
import type { RunLog } from './run-log.ts'

export interface InProcessQueueOptions {
  /** Most runs worked on at once, >= 1. */
  readonly concurrency: number
  readonly log: RunLog
  /** Wait before a run that failed is tried again, in ms; doubles each time, up to a minute. Default 1,000. */
  readonly retryMs?: number
}

const longestRetryMs = 60_000

/** For SQLite: one process, so its memory is queue enough. Runs that a crash left are found in the store at start. */
export function inProcessQueue({ concurrency, log, retryMs = 1_000 }: InProcessQueueOptions): RunQueue {
  const queue = new PQueue({ concurrency, autoStart: false })
  const known = new Set<string>()
  const retries = new Set<NodeJS.Timeout>()
  const neverLost = new AbortController().signal
  let work: Work | undefined
  let isStopping = false

  async function attempt(runId: string, failures: number): Promise<void> {
    try {
      await work?.(runId, neverLost)
    } catch (error) {
      if (error instanceof PutBack) return
      const waitMs = Math.min(retryMs * 2 ** failures, longestRetryMs)
      logFailure(log, error, { runId, waitMs }, 'Working on a run failed; it is tried again')
      if (!isStopping) retryLater(runId, failures + 1, waitMs)
      return
    }
    known.delete(runId)
  }

  function retryLater(runId: string, failures: number, waitMs: number): void {
    const timer = setTimeout(() => {
      retries.delete(timer)
      void queue.add(() => attempt(runId, failures))
    }, waitMs)
    retries.add(timer)
  }

  return {
    async add(runId) {
      if (known.has(runId)) return
      known.add(runId)
      void queue.add(() => attempt(runId, 0))
    },
    async start(given) {
      work = given
      queue.start()
    },
    async stop() {
      isStopping = true
      for (const timer of retries) clearTimeout(timer)
      queue.clear()
      await queue.onPendingZero()
    },
  }
}
