import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { CreatedWebhook, CreateWebhook, WebhookDeliveries, WebhookList } from '../contract/webhooks.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import { problems } from './problems.ts'

const closed = { additionalProperties: false } as const
const params = Type.Object({ id: Type.String({ format: 'uuid' }) }, closed)
const tags = ['webhooks']

export const webhookRoutes: FastifyPluginAsyncTypebox<{ webhooks: Webhooks }> = async (app, { webhooks }) => {
  app.post('', {
    schema: {
      summary: 'Be told when refinements end',
      description:
        'Each delivery is a POST, signed as Standard Webhooks 1.0.0 says (docs/webhooks.md shows how to verify it), and tried up to seven times in about 17 hours. It may come more than once, with the same webhook-id. The secret is in this answer and in no other.',
      operationId: 'createWebhook',
      tags,
      body: CreateWebhook,
      response: { 201: CreatedWebhook, ...problems(400, 413, 415) },
    },
    handler: async (request, reply) => reply.code(201).send(await webhooks.create(request.body)),
  })

  app.get('', {
    schema: {
      summary: 'List webhooks',
      operationId: 'listWebhooks',
      tags,
      response: { 200: WebhookList, ...problems() },
    },
    handler: async () => ({ webhooks: await webhooks.list() }),
  })

  app.delete('/:id', {
    schema: {
      summary: 'Delete a webhook, with what was still to be delivered',
      operationId: 'deleteWebhook',
      tags,
      params,
      response: { 204: Type.Null({ description: 'It is deleted' }), ...problems(400, 404) },
    },
    handler: async (request, reply) => {
      await webhooks.delete(request.params.id)
      return reply.code(204).send(null)
    },
  })

  app.post('/:id/test', {
    schema: {
      summary: 'Try a webhook',
      description: 'Delivers webhook.test within seconds; the list of deliveries says what came of it.',
      operationId: 'testWebhook',
      tags,
      params,
      response: {
        202: Type.Object({ delivery: Type.String() }, { ...closed, description: 'Its webhook-id' }),
        ...problems(400, 404),
      },
    },
    handler: async (request, reply) => reply.code(202).send({ delivery: await webhooks.test(request.params.id) }),
  })

  app.get('/:id/deliveries', {
    schema: {
      summary: 'List what was delivered, and what was not',
      operationId: 'listWebhookDeliveries',
      tags,
      params,
      response: { 200: WebhookDeliveries, ...problems(400, 404) },
    },
    handler: async (request) => ({ deliveries: await webhooks.deliveries(request.params.id) }),
  })
}
