import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Lineage, VersionDetail, VersionList } from '../contract/lineage.ts'
import { RunId } from '../contract/refinements.ts'
import type { Runs } from '../runs/runs.ts'
import { problems } from './problems.ts'

const closed = { additionalProperties: false } as const
const params = Type.Object({ id: RunId }, closed)
const tags = ['refinements']

export const versionRoutes: FastifyPluginAsyncTypebox<{ runs: Runs }> = async (app, { runs }) => {
  app.get('/:id/versions', {
    schema: {
      summary: 'List the versions of a refinement',
      operationId: 'listVersions',
      tags,
      params,
      response: { 200: VersionList, ...problems(400, 404) },
    },
    handler: async (request) => ({ versions: (await runs.lineage(request.params.id)).nodes }),
  })

  app.get('/:id/versions/:version', {
    schema: {
      summary: 'Read a version: its prompt, how it was measured, and what it changed',
      description: 'With its ancestors and the difference from its parent. Answers and checks are its evaluations.',
      operationId: 'getVersion',
      tags,
      params: Type.Object({ id: RunId, version: Type.Integer({ minimum: 0, maximum: 10_000 }) }, closed),
      response: { 200: VersionDetail, ...problems(400, 404) },
    },
    handler: (request) => runs.version(request.params.id, request.params.version),
  })

  app.get('/:id/lineage', {
    schema: {
      summary: 'Read how the versions of a refinement descend from each other',
      operationId: 'getLineage',
      tags,
      params,
      response: { 200: Lineage, ...problems(400, 404) },
    },
    handler: (request) => runs.lineage(request.params.id),
  })
}
