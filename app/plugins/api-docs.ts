import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fp from 'fastify-plugin'
import { Analytics, RunTotals } from '../contract/analytics.ts'
import { AuthorCheck } from '../contract/author-checks.ts'
import { CheckDescription, CheckList, CheckParameter, TriedChecks, TryChecks } from '../contract/checks-trial.ts'
import { StreamedEvent } from '../contract/event-stream.ts'
import { Health, HealthCheck, Live, Ready } from '../contract/health.ts'
import { Lesson, LessonDetail, LessonList, SetLessonState } from '../contract/lessons.ts'
import { Lineage, VersionDetail, VersionList, VersionSummary } from '../contract/lineage.ts'
import {
  ActivateMetaPrompt,
  MetaPrompt,
  MetaPromptDiff,
  MetaPromptHistory,
  MetaPromptList,
  MetaPromptPlaceholder,
  MetaPromptPreview,
  MetaPromptSummary,
  MetaPromptVersion,
  PreviewMetaPrompt,
  SaveMetaPrompt,
} from '../contract/meta-prompts.ts'
import { Model, ModelList } from '../contract/models.ts'
import { Preflight } from '../contract/preflight.ts'
import { Problem } from '../contract/problem.ts'
import { CheckResult } from '../contract/refinement-events.ts'
import {
  PromptVersion,
  Refinement,
  RefinementPage,
  RefinementStarted,
  RefinementSummary,
  StartRefinement,
} from '../contract/refinements.ts'
import { RefinementImported, RunArchiveSchema } from '../contract/run-archive.ts'
import { Session, StartSession } from '../contract/session.ts'
import { DiffPart } from '../contract/text-diff.ts'
import { besides } from '../files.ts'
import { nameSchemas } from './named-schemas.ts'

/** Schemas that clients know by name. */
const schemas = {
  Lesson,
  LessonDetail,
  LessonList,
  SetLessonState,
  Analytics,
  DiffPart,
  Lineage,
  RunTotals,
  VersionDetail,
  VersionList,
  VersionSummary,
  ActivateMetaPrompt,
  AuthorCheck,
  CheckDescription,
  CheckList,
  CheckParameter,
  TriedChecks,
  TryChecks,
  CheckResult,
  Health,
  HealthCheck,
  Live,
  MetaPrompt,
  MetaPromptDiff,
  MetaPromptHistory,
  MetaPromptList,
  MetaPromptPlaceholder,
  MetaPromptPreview,
  MetaPromptSummary,
  MetaPromptVersion,
  Model,
  ModelList,
  Preflight,
  PreviewMetaPrompt,
  Problem,
  PromptVersion,
  Ready,
  Refinement,
  RefinementImported,
  RefinementPage,
  RefinementStarted,
  RefinementSummary,
  RunArchive: RunArchiveSchema,
  SaveMetaPrompt,
  Session,
  StartRefinement,
  StartSession,
  StreamedEvent,
}

const tags = [
  { name: 'refinements', description: 'Start, follow, read and cancel refinement runs' },
  { name: 'meta-prompts', description: 'How models work in each role: read, compare, write and restore versions' },
  { name: 'lessons', description: 'What finished runs have taught, how far it helps, and whether it is still offered' },
  { name: 'checks', description: 'What an author can have checked in every answer' },
  { name: 'analytics', description: 'What runs came to' },
  { name: 'webhooks', description: 'Be told when runs end' },
  { name: 'models', description: 'Models that can be asked' },
  { name: 'session', description: 'Sign in from a browser' },
  { name: 'operations', description: 'Health and metrics' },
]

/** Describes every route registered after it as OpenAPI 3.1, from the route's own schemas. */
export const apiDescription = fp<{ version: string; needsToken: boolean }>(
  async (app, { version, needsToken }) => {
    await app.register(swagger, {
      transformObject: (document) =>
        'openapiObject' in document ? nameSchemas(document.openapiObject, schemas) : document.swaggerObject,
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'MPLA',
          description: 'Refines prompts: rewrites them, asks a model, evaluates, and keeps the best version.',
          version,
        },
        tags,
        components: {
          securitySchemes: {
            token: { type: 'http', scheme: 'bearer', description: 'MPLA_ACCESS_TOKEN' },
            session: { type: 'apiKey', in: 'cookie', name: 'mpla_session', description: 'From POST /api/v1/session' },
          },
        },
        security: needsToken ? [{ token: [] }, { session: [] }] : [],
      },
    })
  },
  { name: 'api-description' },
)

const logo = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30"><text y="24" font-family="sans-serif" font-size="24" fill="#fff">MPLA</text></svg>',
)

/** The page's files: in the package, or where the build put them beside the bundle. */
function pageFolder(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui/package.json')), 'static')
  } catch {
    return besides(import.meta.dirname, 'swagger-ui')
  }
}

/** The description at /api/docs/json, and a page to read it and try the routes at /api/docs. */
export const apiPage = fp(
  async (app) => {
    await app.register(swaggerUi, {
      routePrefix: '/api/docs',
      baseDir: pageFolder(),
      logo: { type: 'image/svg+xml', content: logo, href: '/', target: '_self' },
      staticCSP: {
        'default-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'style-src': ["'self'", "'unsafe-inline'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
      },
    })
  },
  { name: 'api-page', dependencies: ['api-description', 'authentication'] },
)
