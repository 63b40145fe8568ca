import type { Webhook, WebhookDelivery } from '../../app/contract/webhooks.ts'
import type { Api } from '../api/api.ts'
import { failure } from './scripted-api.ts'

export const secret = `whsec_${'A'.repeat(43)}=`

export const delivery = (changes: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  id: 'msg_1',
  event: 'refinement.completed',
  runId: '3f0c2b6e-7c1f-4f0e-9a53-0d6f5b1f6a10',
  createdAt: '2026-05-04T09:30:00.000Z',
  status: 'delivered',
  attempts: 1,
  nextAttemptAt: null,
  responseStatus: 204,
  error: null,
  ...changes,
})

/** A server that keeps webhooks, refuses addresses without https, and delivers a test when it is told to. */
export function scriptedWebhooks(urls: readonly string[] = [], deliveries: readonly WebhookDelivery[] = []) {
  const webhooks: Webhook[] = urls.map((url, index) => ({
    id: `${index}`,
    url,
    events: ['refinement.completed'],
    createdAt: '2026-05-04T09:30:00.000Z',
  }))
  const tests: WebhookDelivery[] = []
  const api: Partial<Api> = {
    webhooks: async () => ({ webhooks: [...webhooks] }),
    createWebhook: async ({ url, events }) => {
      if (!url.startsWith('https://'))
        throw failure(400, 'INVALID_REQUEST', 'body/url: expected https://, found http://; use the https address')
      const webhook = { id: `${webhooks.length}`, url, events, createdAt: '2026-05-04T09:30:00.000Z' }
      webhooks.push(webhook)
      return { ...webhook, secret }
    },
    deleteWebhook: async (id) => {
      const index = webhooks.findIndex((webhook) => webhook.id === id)
      if (index < 0) throw failure(404, 'NOT_FOUND', `There is no webhook ${id}`)
      webhooks.splice(index, 1)
    },
    testWebhook: async () => {
      const pending = { attempts: 0, responseStatus: null, status: 'pending' as const }
      tests.unshift(delivery({ id: 'msg_t', event: 'webhook.test', runId: null, ...pending }))
    },
    webhookDeliveries: async () => {
      return { deliveries: [...tests, ...deliveries] }
    },
  }
  const deliver = () => {
    tests.splice(0, 1, { ...delivery({ id: 'msg_t', event: 'webhook.test', runId: null }) })
  }
  return { ...api, deliver }
}
