import { createModel, signal } from '@preact/signals'
import type { CreatedWebhook, Webhook, WebhookDelivery, WebhookEvent } from '../../app/contract/webhooks.ts'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'

type WebhooksApi = Pick<Api, 'webhooks' | 'createWebhook' | 'deleteWebhook' | 'testWebhook' | 'webhookDeliveries'>

/** Who is told of runs that end, and what came of the telling. */
export const WebhooksModel = createModel((api: WebhooksApi) => {
  const webhooks = signal<readonly Webhook[] | null>(null)
  const error = signal<ApiError | null>(null)
  const isAdding = signal(false)
  const addError = signal<ApiError | null>(null)
  /** The webhook that was made last, with its secret, until somebody has put that away: no answer has it again. */
  const created = signal<CreatedWebhook | null>(null)
  /** By webhook: its last deliveries, once they are read. */
  const deliveries = signal<Readonly<Record<string, readonly WebhookDelivery[]>>>({})
  /** What could not be done with a webhook. */
  const failure = signal<{ readonly id: string; readonly error: ApiError } | null>(null)
  /** What was done last, for those who do not see it. */
  const news = signal('')

  async function load(): Promise<void> {
    try {
      webhooks.value = (await api.webhooks()).webhooks
      error.value = null
    } catch (cause) {
      error.value = toApiError(cause)
    }
  }

  /** @returns whether the webhook was made; `addError` says why not */
  async function add(url: string, events: readonly WebhookEvent[]): Promise<boolean> {
    if (isAdding.value) return false
    isAdding.value = true
    addError.value = null
    try {
      const made = await api.createWebhook({ url: url.trim(), events: [...events] })
      created.value = made
      const { secret: _, ...webhook } = made
      webhooks.value = [...(webhooks.value ?? []), webhook]
      news.value = 'The webhook is added. Its secret is shown now, and never again.'
      return true
    } catch (cause) {
      addError.value = toApiError(cause)
      return false
    } finally {
      isAdding.value = false
    }
  }

  const putAway = (): void => {
    created.value = null
  }

  /** @returns whether it worked; `failure` says why not */
  async function attempt(id: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (cause) {
      failure.value = { id, error: toApiError(cause) }
      return false
    }
  }

  const readDeliveries = (id: string): Promise<boolean> =>
    attempt(id, async () => {
      const read = await api.webhookDeliveries(id)
      deliveries.value = { ...deliveries.value, [id]: read.deliveries }
    })

  /** Has something delivered that is no event; the deliveries tell what came of it. */
  const tryOut = (id: string): Promise<boolean> => {
    failure.value = null
    return attempt(id, async () => {
      await api.testWebhook(id)
      news.value = 'The test is on its way.'
      await readDeliveries(id)
    })
  }

  const remove = (id: string): Promise<boolean> => {
    failure.value = null
    return attempt(id, async () => {
      await api.deleteWebhook(id)
      webhooks.value = (webhooks.value ?? []).filter((webhook) => webhook.id !== id)
      if (created.value?.id === id) created.value = null
      news.value = 'The webhook is deleted.'
    })
  }

  return {
    webhooks,
    error,
    isAdding,
    addError,
    created,
    deliveries,
    failure,
    news,
    load,
    add,
    putAway,
    readDeliveries,
    tryOut,
    remove,
  }
})
export type WebhooksModel = InstanceType<typeof WebhooksModel>
