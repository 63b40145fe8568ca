import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  ActivateMetaPrompt,
  MetaPromptDiff,
  MetaPromptDiffQuery,
  MetaPromptHistory,
  MetaPromptList,
  MetaPromptPreview,
  MetaPromptVersion,
  PreviewMetaPrompt,
  SaveMetaPrompt,
} from '../contract/meta-prompts.ts'
import { AssistantRole } from '../contract/run-input.ts'
import type { MetaPrompts } from '../meta-prompts/meta-prompts.ts'
import { problems } from './problems.ts'

const closed = { additionalProperties: false } as const
const params = Type.Object({ role: AssistantRole }, closed)
const versionParams = Type.Object({ role: AssistantRole, version: Type.Integer({ minimum: 1 }) }, closed)
const tags = ['meta-prompts']

export const metaPromptRoutes: FastifyPluginAsyncTypebox<{ metaPrompts: MetaPrompts }> = async (
  app,
  { metaPrompts },
) => {
  app.get('', {
    schema: {
      summary: 'List the roles with their active meta-prompts',
      description: 'A role is what a model does beside answering the prompt: improving, judging, writing test inputs.',
      operationId: 'listMetaPrompts',
      tags,
      response: { 200: MetaPromptList, ...problems() },
    },
    handler: () => metaPrompts.list(),
  })

  app.get('/:role', {
    schema: {
      summary: 'List all versions of a role’s meta-prompt, newest first',
      operationId: 'getMetaPromptHistory',
      tags,
      params,
      response: { 200: MetaPromptHistory, ...problems(400) },
    },
    handler: (request) => metaPrompts.history(request.params.role),
  })

  app.get('/:role/versions/:version', {
    schema: {
      summary: 'Read one version of a meta-prompt',
      operationId: 'getMetaPromptVersion',
      tags,
      params: versionParams,
      response: { 200: MetaPromptVersion, ...problems(400, 404) },
    },
    handler: ({ params: { role, version } }) => metaPrompts.version(role, version),
  })

  app.post('/:role/versions', {
    schema: {
      summary: 'Store a new version of a meta-prompt',
      description:
        'Refused with 400 when a placeholder is missing, unknown or broken, and with 409 when somebody else has stored a version since `expectedVersion`. Runs that have started keep the text they began with.',
      operationId: 'saveMetaPrompt',
      tags,
      params,
      body: SaveMetaPrompt,
      response: { 201: MetaPromptVersion, ...problems(400, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { role } = request.params
      const saved = await metaPrompts.save(role, request.body)
      return reply.code(201).header('location', `/api/v1/meta-prompts/${role}/versions/${saved.version}`).send(saved)
    },
  })

  app.post('/:role/activate', {
    schema: {
      summary: 'Make a stored version the active one',
      description:
        'Any version can be restored; new runs use it. Refused with 409 when another version is active than `expectedActive`.',
      operationId: 'activateMetaPrompt',
      tags,
      params,
      body: ActivateMetaPrompt,
      response: { 200: MetaPromptVersion, ...problems(400, 404, 409, 415) },
    },
    handler: (request) => metaPrompts.activate(request.params.role, request.body),
  })

  app.get('/:role/diff', {
    schema: {
      summary: 'Compare two versions of a meta-prompt',
      operationId: 'diffMetaPrompt',
      tags,
      params,
      querystring: MetaPromptDiffQuery,
      response: { 200: MetaPromptDiff, ...problems(400, 404) },
    },
    handler: (request) => metaPrompts.diff(request.params.role, request.query),
  })

  app.post('/:role/preview', {
    schema: {
      summary: 'See what a model would get',
      description:
        'Fills a text with an example and says what keeps it from being saved. Asks no model, stores nothing.',
      operationId: 'previewMetaPrompt',
      tags,
      params,
      body: PreviewMetaPrompt,
      response: { 200: MetaPromptPreview, ...problems(400, 413, 415) },
    },
    handler: (request) => metaPrompts.preview(request.params.role, request.body.text),
  })
}
