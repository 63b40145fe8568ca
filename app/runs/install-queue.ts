import { setTimeout as delay } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'

/** Where pg-boss keeps the queue. */
export const queueSchema = 'pgboss'

export interface InstallQueueOptions {
  /** Longest wait for indexes that an update of pg-boss builds, in ms. Default 60,000. */
  readonly indexWaitMs?: number
}

/**
 * Brings the tables of the queue to the version that this pg-boss needs. Safe to call again and from several processes
 * at once. Without it a queue does so itself when it starts, which takes a role that may change tables.
 * @param url the database as its owner
 * @throws Error when an index cannot be built in time
 */
export async function installQueue(url: string, { indexWaitMs = 60_000 }: InstallQueueOptions = {}): Promise<void> {
  let problem: unknown
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'mpla-migrate',
    schema: queueSchema,
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
    // Its smallest; the processes of the application look for indexes to build as well, and may not build them.
    bamIntervalSeconds: 10,
  })
  boss.on('error', (error) => {
    problem = error
  })
  try {
    await boss.start()
    // Indexes are built one by one after the tables are changed. Nobody but the owner can do it, so they are waited for.
    const deadline = Date.now() + indexWaitMs
    while (await isBuilding(boss)) {
      if (Date.now() > deadline)
        throw new Error(`Expected the queue's indexes to be built in ${indexWaitMs} ms, but some are not`, {
          cause: problem,
        })
      await delay(100)
    }
  } finally {
    await boss.stop({ timeout: 5_000 })
  }
}

const isBuilding = async (boss: PgBoss) =>
  (await boss.getBamStatus()).some(({ status, count }) => status !== 'completed' && count > 0)
