import type { Webhook, WebhookDelivery, WebhookEvent } from '../contract/webhooks.ts'
// Only raw SQL, which both clients spell alike, so SQLite's stands for both.
import { Prisma } from '../generated/prisma/sqlite/client.ts'
import type { Database } from './database.ts'
import { translateErrors } from './database-errors.ts'

/** An attempt that this process, and no other, is to make. */
export interface Attempt {
  readonly id: string
  readonly url: string
  readonly secret: string
  readonly event: string
  readonly runId: string | null
  readonly createdAt: Date
  /** Counts from 1. */
  readonly number: number
}

/** Little, so that who wants more asks for it with a token. */
interface WebhookRun {
  readonly id: string
  readonly status: string
  readonly outcome: string | null
  readonly originalScore: number | null
  readonly bestScore: number | null
  readonly targetModel: string
  readonly simulated: boolean
}

/** What came of an attempt. */
export interface AttemptResult {
  readonly status: WebhookDelivery['status']
  readonly responseStatus: number | null
  readonly error: string | null
  /** When the next one is due. */
  readonly nextAt: Date
}

export type WebhookStore = ReturnType<typeof createWebhookStore>

/**
 * To be stored in the transaction of a run's last event, after its row has the new status: then a run that has ended is
 * told of, whenever the process is killed. An id of the run and the webhook, so that it is told of once.
 */
export const outboxStatement = (runId: string): Prisma.Sql => Prisma.sql`
  INSERT INTO "webhook_deliveries"
    ("id", "webhook_id", "run_id", "event", "created_at", "status", "attempts", "next_at")
  SELECT 'msg_' || REPLACE("runs"."id", '-', '') || REPLACE("webhooks"."id", '-', ''), "webhooks"."id", "runs"."id",
    'refinement.' || "runs"."status", "runs"."updated_at", 'pending', 0, "runs"."updated_at"
  FROM "webhooks" JOIN "runs" ON "runs"."id" = ${runId}
  WHERE "webhooks"."events" LIKE '%"refinement.' || "runs"."status" || '"%'
  ON CONFLICT ("id") DO NOTHING`

/** Every method throws AppError DATABASE_UNAVAILABLE. */
export function createWebhookStore({ client }: Pick<Database, 'client'>) {
  return {
    async create({ events, createdAt, ...row }: Webhook & { readonly secret: string }): Promise<void> {
      const data = { ...row, events: JSON.stringify(events), createdAt: new Date(createdAt) }
      await translateErrors(client.webhook.create({ data }))
    },

    async list(): Promise<Webhook[]> {
      const rows = await translateErrors(client.webhook.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }))
      return rows.map(({ id, url, events, createdAt }) => ({
        id,
        url,
        events: JSON.parse(events) as WebhookEvent[], // as `create` wrote it
        createdAt: createdAt.toISOString(),
      }))
    },

    /** With all that was to be delivered. @returns whether it was there */
    async delete(id: string): Promise<boolean> {
      const { count } = await translateErrors(client.webhook.deleteMany({ where: { id } }))
      return count === 1
    },

    async addTest(webhookId: string, id: string): Promise<void> {
      const now = new Date()
      const data = { id, webhookId, event: 'webhook.test', createdAt: now, status: 'pending', attempts: 0, nextAt: now }
      await translateErrors(client.webhookDelivery.create({ data }))
    },

    async deliveries(webhookId: string, limit: number): Promise<WebhookDelivery[]> {
      const rows = await translateErrors(
        client.webhookDelivery.findMany({
          where: { webhookId },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: limit,
        }),
      )
      return rows.map(({ createdAt, nextAt, status, id, event, runId, attempts, responseStatus, error }) => ({
        id,
        event,
        runId,
        createdAt: createdAt.toISOString(),
        status: status as WebhookDelivery['status'], // nothing else is ever written
        attempts,
        nextAttemptAt: status === 'pending' ? nextAt.toISOString() : null,
        responseStatus,
        error,
      }))
    },

    /**
     * Takes attempts that are due. Of several processes one gets each: raising the number of attempts from what was read
     * succeeds once. An attempt whose result is not stored within `leaseMs` counts as lost, and the next one is due.
     */
    async claim(limit: number, leaseMs: number, now = new Date()): Promise<Attempt[]> {
      const due = await translateErrors(
        client.webhookDelivery.findMany({
          where: { status: 'pending', nextAt: { lte: now } },
          orderBy: { nextAt: 'asc' },
          take: limit,
          include: { webhook: true },
        }),
      )
      const claimed: Attempt[] = []
      for (const { id, event, runId, createdAt, attempts, webhook } of due) {
        const { count } = await translateErrors(
          client.webhookDelivery.updateMany({
            where: { id, attempts, status: 'pending' },
            data: { attempts: attempts + 1, nextAt: new Date(now.getTime() + leaseMs) },
          }),
        )
        const { url, secret } = webhook
        if (count === 1) claimed.push({ id, url, secret, event, runId, createdAt, number: attempts + 1 })
      }
      return claimed
    },

    /** What a receiver is told of a run; null when it is gone. */
    async run(id: string): Promise<WebhookRun | null> {
      const scores = { originalScore: true, bestScore: true } as const
      const select = { id: true, status: true, outcome: true, targetModel: true, simulated: true, ...scores } as const
      return await translateErrors(client.run.findUnique({ where: { id }, select }))
    },

    /** Stores what came of an attempt, unless it was lost meanwhile and another one was begun. */
    async settle({ id, number }: Pick<Attempt, 'id' | 'number'>, result: AttemptResult): Promise<void> {
      await translateErrors(
        client.webhookDelivery.updateMany({ where: { id, attempts: number, status: 'pending' }, data: result }),
      )
    },
  }
}
