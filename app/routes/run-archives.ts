import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { RunId } from '../contract/refinements.ts'
import { ExportQuery, RefinementImported, RunArchiveLines, RunArchiveSchema } from '../contract/run-archive.ts'
import type { Runs } from '../runs/runs.ts'
import { archiveAsJson, archiveAsLines } from '../runs/write-archive.ts'
import { problems } from './problems.ts'

const tags = ['refinements']
/** A run of 300 calls whose answers are as long as they may be is about half of this. */
const bodyLimit = 8 * 1024 * 1024
/** JSON Lines has no registered type; these are the two in use. */
const lineTypes = ['application/jsonl', 'application/x-ndjson'] as const
const [linesType] = lineTypes

const bothForms = {
  'application/json': { schema: RunArchiveSchema },
  [linesType]: { schema: RunArchiveLines },
}

export const runArchiveRoutes: FastifyPluginAsyncTypebox<{ runs: Runs }> = async (app, { runs }) => {
  app.addContentTypeParser([...lineTypes], { parseAs: 'string', bodyLimit }, (_request, body, done) => done(null, body))

  app.get('/:id/export', {
    schema: {
      summary: 'Take a refinement away as a file',
      description:
        'All events of the run, which are the whole truth about it: as one JSON document, or as JSON Lines with the envelope on the first line. A run that goes on is exported as far as it has come.',
      operationId: 'exportRefinement',
      tags,
      params: Type.Object({ id: RunId }, { additionalProperties: false }),
      querystring: ExportQuery,
      response: { 200: { description: 'The run', content: bothForms }, ...problems(400, 404) },
    },
    handler: async (request, reply) => {
      const { id } = request.params
      const format = request.query.format ?? 'json'
      const archive = await runs.export(id)
      const [type, text] =
        format === 'json' ? ['application/json', archiveAsJson(archive)] : [linesType, archiveAsLines(archive)]
      reply.header('content-disposition', `attachment; filename="mpla-run-${id}.${format}"`)
      // A text is sent as it is, and nothing of it is left out because a schema does not know it.
      return reply
        .type(`${type}; charset=utf-8`)
        .serializer(String)
        .send(text as never)
    },
  })

  app.post('/import', {
    bodyLimit,
    // The events are checked one by one, so that the first mistake can be named by its line.
    validatorCompiler: () => (value) => ({ value }),
    schema: {
      summary: 'Import a refinement from a file',
      description:
        'Takes what the export gave, of this server or another, at most 8 MiB and 5,000 events. Every event is checked by the contract and by its place in the run, and nothing is stored unless all are right. Only runs that have ended. The run gets an id of its own and names where it took place; the same events are stored once, so a repeated import answers 200 and the run that is there.',
      operationId: 'importRefinement',
      tags,
      body: { content: bothForms },
      response: { 200: RefinementImported, 201: RefinementImported, ...problems(400, 413, 415) },
    },
    handler: async (request, reply) => {
      const imported = await runs.import(request.body)
      reply.header('location', `/api/v1/refinements/${imported.id}`)
      return reply.code(imported.isNew ? 201 : 200).send(imported)
    },
  })
}
