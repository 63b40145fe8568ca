import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { StreamedEvent } from '../contract/event-stream.ts'
import { RunId } from '../contract/refinements.ts'
import type { Runs } from '../runs/runs.ts'
import { problems } from './problems.ts'

const Seq = Type.Integer({ minimum: 0, description: 'Send only events with a greater seq' })

export const refinementEventRoutes: FastifyPluginAsyncTypebox<{ runs: Runs }> = async (app, { runs }) => {
  app.get('/:id/events', {
    // manual: the stream is the only representation, so it is sent whatever Accept says.
    sse: 'manual',
    exposeHeadRoute: false,
    config: { streams: true },
    schema: {
      summary: 'Follow a refinement as server-sent events',
      description:
        'Sends every stored event, then each new one, and ends after run.completed, run.failed or run.cancelled. The id of an event is its seq, its name its type. Connect again with Last-Event-ID (browsers do so by themselves): nothing is lost and nothing comes twice. A failure after the stream began is an event named error, whose data is a Problem.',
      operationId: 'followRefinement',
      tags: ['refinements'],
      params: Type.Object({ id: RunId }, { additionalProperties: false }),
      querystring: Type.Object({ after: Type.Optional(Seq) }, { additionalProperties: false }),
      headers: Type.Object({
        'last-event-id': Type.Optional({ ...Seq, description: 'The id of the last event received; wins over after' }),
      }),
      response: {
        200: { description: 'The stream', content: { 'text/event-stream': { schema: StreamedEvent } } },
        204: Type.Null({ description: 'The run is over and every event was received: do not connect again' }),
        ...problems(400, 404),
      },
    },
    handler: async (request, reply) => {
      const { id } = request.params
      const after = request.headers['last-event-id'] ?? request.query.after ?? 0
      // Before the stream begins, so that an unknown run is a 404.
      if (await runs.isOverAfter(id, after)) return reply.code(204).send(null)
      await reply.sendEvents((signal) => runs.follow(id, after, signal))
    },
  })
}
