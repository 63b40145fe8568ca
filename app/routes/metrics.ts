import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Metrics } from '../plugins/metrics.ts'
import { answersUnderLoad } from '../plugins/overload-protection.ts'
import { problems } from './problems.ts'

export const metricsRoutes: FastifyPluginAsyncTypebox<{ metrics: Metrics }> = async (app, { metrics }) => {
  app.get('', {
    config: { ...answersUnderLoad, rateLimit: false },
    logLevel: 'silent',
    schema: {
      summary: 'Read the metrics in the Prometheus text format',
      operationId: 'getMetrics',
      tags: ['operations'],
      response: {
        200: { description: 'Metrics', content: { 'text/plain': { schema: Type.String() } } },
        ...problems(),
      },
    },
    handler: async (_request, reply) => {
      reply.type(metrics.registry.contentType)
      return metrics.registry.metrics()
    },
  })
}
