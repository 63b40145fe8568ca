import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Timestamp = Type.String({ format: 'date-time' })

export const WebhookEvent = Type.Enum(['refinement.completed', 'refinement.failed', 'refinement.cancelled'])
export type WebhookEvent = Static<typeof WebhookEvent>

const Url = Type.String({ maxLength: 2_000, examples: ['https://example.com/hooks/mpla'] })
const Events = Type.Array(WebhookEvent, { minItems: 1, maxItems: 3, description: 'What is told' })

export const CreateWebhook = Type.Object(
  {
    url: { ...Url, description: 'https, at a public address' },
    events: Events,
    secret: Type.Optional(
      Type.String({
        pattern: '^whsec_[A-Za-z0-9+/]{32,88}={0,2}$',
        description: 'Base64 of 24 to 64 bytes after whsec_; made when it is not given',
      }),
    ),
  },
  {
    ...closed,
    description: 'Whom to tell of which events',
    examples: [{ url: 'https://example.com/hooks/mpla', events: ['refinement.completed', 'refinement.failed'] }],
  },
)
export type CreateWebhook = Static<typeof CreateWebhook>

export const Webhook = Type.Object(
  { id: Type.String({ format: 'uuid' }), url: Url, events: Events, createdAt: Timestamp },
  closed,
)
export type Webhook = Static<typeof Webhook>

export const CreatedWebhook = Type.Object(
  { ...Webhook.properties, secret: Type.String({ description: 'Signs every delivery; it is never shown again' }) },
  { ...closed, description: 'The webhook, with its secret for this once' },
)
export type CreatedWebhook = Static<typeof CreatedWebhook>

export const WebhookList = Type.Object(
  { webhooks: Type.Array(Webhook) },
  { ...closed, description: 'All webhooks, oldest first' },
)
export type WebhookList = Static<typeof WebhookList>

export const WebhookDelivery = Type.Object(
  {
    id: Type.String({ description: 'The webhook-id that the receiver sees, the same at each attempt' }),
    event: Type.String({ examples: ['refinement.completed', 'webhook.test'] }),
    runId: Nullable(Type.String()),
    createdAt: Timestamp,
    status: Type.Enum(['pending', 'delivered', 'failed'], { description: 'failed: no further attempt is made' }),
    attempts: Type.Integer({ minimum: 0 }),
    nextAttemptAt: Nullable(Timestamp),
    responseStatus: Nullable(Type.Integer({ description: 'Of the last attempt that was answered' })),
    error: Nullable(Type.String({ description: 'Why the last attempt was no success; never what the receiver said' })),
  },
  closed,
)
export type WebhookDelivery = Static<typeof WebhookDelivery>

export const WebhookDeliveries = Type.Object(
  { deliveries: Type.Array(WebhookDelivery) },
  { ...closed, description: 'The last 50, newest first' },
)
export type WebhookDeliveries = Static<typeof WebhookDeliveries>
