import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Analytics, AnalyticsQuery } from '../contract/analytics.ts'
import type { Runs } from '../runs/runs.ts'
import { problems } from './problems.ts'

export const analyticsRoutes: FastifyPluginAsyncTypebox<{ runs: Runs }> = async (app, { runs }) => {
  app.get('', {
    schema: {
      summary: 'What runs came to: success, scores, tokens and cost',
      description:
        'Of the runs that ended in the last 1, 7 or 30 days in UTC. Runs of the simulator are left out unless they are asked for, runs that were imported always; how many is said.',
      operationId: 'getAnalytics',
      tags: ['analytics'],
      querystring: AnalyticsQuery,
      response: { 200: Analytics, ...problems(400) },
    },
    handler: (request) => runs.analytics(request.query),
  })
}
