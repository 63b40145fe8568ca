import { randomUUID } from 'node:crypto'
import type { CreatedWebhook, CreateWebhook, Webhook, WebhookDelivery } from '../contract/webhooks.ts'
import { AppError } from '../errors.ts'
import type { WebhookStore } from '../storage/webhook-store.ts'
import { newSecret } from './sign.ts'
import { whyNotSentTo } from './target-address.ts'

/** What the routes know of webhooks. */
export interface Webhooks {
  /** @throws AppError INVALID_REQUEST when nothing would be sent to the URL, or there are too many webhooks */
  create(request: CreateWebhook): Promise<CreatedWebhook>
  list(): Promise<Webhook[]>
  /** @throws AppError NOT_FOUND */
  delete(id: string): Promise<void>
  /** Has something delivered that is no event, so that a receiver can be tried. @returns its id. @throws AppError NOT_FOUND */
  test(id: string): Promise<string>
  /** The last 50, newest first. @throws AppError NOT_FOUND */
  deliveries(id: string): Promise<WebhookDelivery[]>
}

/** Each is one more delivery for each run that ends. */
const mostWebhooks = 20

export function createWebhooks(store: WebhookStore, allowPrivate: boolean): Webhooks {
  async function known(id: string): Promise<Webhook> {
    const webhook = (await store.list()).find((one) => one.id === id)
    if (webhook === undefined) throw new AppError('NOT_FOUND', `There is no webhook ${id}`)
    return webhook
  }
  return {
    async create({ url, events, secret = newSecret() }) {
      const refused = whyNotSentTo(url, allowPrivate)
      if (refused !== null) throw new AppError('INVALID_REQUEST', `body/url: ${refused}`)
      if ((await store.list()).length >= mostWebhooks)
        throw new AppError('INVALID_REQUEST', `Expected at most ${mostWebhooks} webhooks; delete one first`)
      const webhook = { id: randomUUID(), url, events: [...new Set(events)], createdAt: new Date().toISOString() }
      await store.create({ ...webhook, secret })
      return { ...webhook, secret }
    },
    list: () => store.list(),
    async delete(id) {
      if (!(await store.delete(id))) throw new AppError('NOT_FOUND', `There is no webhook ${id}`)
    },
    async test(id) {
      await known(id)
      const delivery = `msg_${randomUUID().replaceAll('-', '')}`
      await store.addTest(id, delivery)
      return delivery
    },
    async deliveries(id) {
      await known(id)
      return store.deliveries(id, 50)
    },
  }
}
