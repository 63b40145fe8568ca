import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Preflight } from '../contract/preflight.ts'
import {
  ListQuery,
  Refinement,
  RefinementPage,
  RefinementStarted,
  RunId,
  StartRefinement,
} from '../contract/refinements.ts'
import { Steering } from '../contract/steering.ts'
import type { Runs } from '../runs/runs.ts'
import { problems } from './problems.ts'

const params = Type.Object({ id: RunId }, { additionalProperties: false })
const tags = ['refinements']

export const refinementRoutes: FastifyPluginAsyncTypebox<{ runs: Runs }> = async (app, { runs }) => {
  app.post('', {
    schema: {
      summary: 'Start a refinement',
      description: 'Stores the run and queues it; follow it at the Location, or by its events.',
      operationId: 'startRefinement',
      tags,
      body: StartRefinement,
      response: { 201: RefinementStarted, ...problems(400, 413, 415) },
    },
    handler: async (request, reply) => {
      const { id } = await runs.start(request.body)
      return reply.code(201).header('location', `/api/v1/refinements/${id}`).send({ id, status: 'queued' })
    },
  })

  app.post('/preflight', {
    schema: {
      summary: 'Tell what the limits of a refinement buy',
      description: 'Takes the body that would start it. Starts, stores and asks nothing.',
      operationId: 'preflightRefinement',
      tags,
      body: StartRefinement,
      response: { 200: Preflight, ...problems(400, 413, 415) },
    },
    handler: (request) => runs.preflight(request.body),
  })

  app.get('', {
    schema: {
      summary: 'List refinements, newest first',
      operationId: 'listRefinements',
      tags,
      querystring: ListQuery,
      response: { 200: RefinementPage, ...problems(400) },
    },
    handler: (request) => runs.list(request.query),
  })

  app.get('/:id', {
    schema: {
      summary: 'Read a refinement with all its versions',
      operationId: 'getRefinement',
      tags,
      params,
      response: { 200: Refinement, ...problems(400, 404) },
    },
    handler: (request) => runs.get(request.params.id),
  })

  app.post('/:id/steering', {
    schema: {
      summary: 'Steer a refinement that goes on',
      description:
        'Pauses it or lets it go on, adds feedback, pins or bans a version, raises limits. Each is an event of the run.',
      operationId: 'steerRefinement',
      tags,
      params,
      body: Steering,
      response: { 200: Refinement, ...problems(400, 404, 409, 413, 415) },
    },
    handler: async (request) => {
      const { id } = request.params
      await runs.steer(id, request.body)
      return runs.get(id)
    },
  })

  app.post('/:id/cancel', {
    schema: {
      summary: 'Cancel a refinement',
      description: 'The run ends soon after and keeps its best version; its last event says so.',
      operationId: 'cancelRefinement',
      tags,
      params,
      response: { 202: RefinementStarted, ...problems(400, 404, 409) },
    },
    handler: async (request, reply) => {
      const { id } = request.params
      await runs.cancel(id)
      const { status } = await runs.get(id)
      return reply.code(202).send({ id, status })
    },
  })
}
