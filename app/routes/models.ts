import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ModelList } from '../contract/models.ts'
import type { Models } from '../llm/model-client.ts'
import { problems } from './problems.ts'

export const modelRoutes: FastifyPluginAsyncTypebox<{ models: Models }> = async (app, { models }) => {
  app.get('', {
    schema: {
      summary: 'List the models that can be asked',
      description: 'Answers from a cache of five minutes. A provider that fails is reported, not an error.',
      operationId: 'listModels',
      tags: ['models'],
      response: { 200: ModelList, ...problems() },
    },
    // Never aborted: the list is for everybody, also when this client leaves, and has a deadline of its own.
    handler: () => models.list(new AbortController().signal),
  })
}
