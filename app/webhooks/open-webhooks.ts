import type { RunLog } from '../runs/run-log.ts'
import type { Database } from '../storage/database.ts'
import { createWebhookStore } from '../storage/webhook-store.ts'
import { startDeliveries } from './deliveries.ts'
import { createWebhooks, type Webhooks } from './webhooks.ts'

export interface OpenWebhooksOptions {
  readonly database: Database
  readonly log: RunLog
  /** true: receivers at any address, and without TLS. */
  readonly allowPrivate: boolean
  /** How often to look for what is due, in ms. Default 2,000. */
  readonly pollMs?: number
}

/** Webhooks on this database, whose deliveries this process makes together with the others. */
export function openWebhooks({ database, log, allowPrivate, pollMs = 2_000 }: OpenWebhooksOptions) {
  const store = createWebhookStore(database)
  const webhooks: Webhooks = createWebhooks(store, allowPrivate)
  return { webhooks, ...startDeliveries({ store, log, allowPrivate, pollMs }) }
}
