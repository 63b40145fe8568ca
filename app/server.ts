import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyPluginAsync } from 'fastify'
import { type Config, listOf } from './config.ts'
import type { Lessons } from './lessons/lessons.ts'
import type { Models } from './llm/model-client.ts'
import { createMemoryWatch } from './memory-watch.ts'
import type { MetaPrompts } from './meta-prompts/meta-prompts.ts'
import { type Access, createAccess } from './plugins/access.ts'
import { apiDescription, apiPage } from './plugins/api-docs.ts'
import { authentication } from './plugins/authentication.ts'
import { clientErrorHandler } from './plugins/client-errors.ts'
import { closing } from './plugins/closing.ts'
import { crossOrigin } from './plugins/cross-origin.ts'
import { errorHandler, sendProblem } from './plugins/error-handler.ts'
import { eventStreams } from './plugins/event-streams.ts'
import { type LogStream, logController, loggerOptions } from './plugins/logging.ts'
import { type Metrics, requestMetrics } from './plugins/metrics.ts'
import { notFound } from './plugins/not-found.ts'
import { overloadProtection } from './plugins/overload-protection.ts'
import { rateLimit } from './plugins/rate-limit.ts'
import { requestId, requestIdOf } from './plugins/request-id.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { validatorCompiler } from './plugins/validation.ts'
import { webFiles } from './plugins/web-files.ts'
import { analyticsRoutes } from './routes/analytics.ts'
import { checkRoutes } from './routes/checks.ts'
import { type HealthSources, healthRoutes } from './routes/health.ts'
import { lessonRoutes } from './routes/lessons.ts'
import { metaPromptRoutes } from './routes/meta-prompts.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { modelRoutes } from './routes/models.ts'
import { refinementEventRoutes } from './routes/refinement-events.ts'
import { refinementRoutes } from './routes/refinements.ts'
import { runArchiveRoutes } from './routes/run-archives.ts'
import { sessionRoutes } from './routes/session.ts'
import { versionRoutes } from './routes/versions.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import type { Runs } from './runs/runs.ts'
import type { Webhooks } from './webhooks/webhooks.ts'

export interface ServerDependencies {
  readonly runs: Runs
  readonly models: Models
  readonly webhooks: Webhooks
  readonly metaPrompts: MetaPrompts
  readonly lessons: Lessons
  readonly metrics: Metrics
  readonly health: Pick<HealthSources, 'pingDatabase' | 'hasRoom' | 'checkProviders'>
  /** Aborted when the process is told to end: readiness fails and event streams end, before anything is closed. */
  readonly shutdown: AbortSignal
  /** Folder of the built page; undefined: the API alone is served. */
  readonly webRoot: string | undefined
}

/** A prompt of 20,000 characters that are sent as `\\uXXXX`, and some room. */
const bodyLimitBytes = 128 * 1024

/** The load balancer closes idle connections after 120 s; a server that closes first answers its next request with 502. */
export const keepAliveTimeoutMs = 125_000

/**
 * The bare server. Its logger exists before anything that wants to log is built.
 * @param countLine told the level of each line it logs
 */
export function createServer(config: Config, logStream?: LogStream, countLine?: (level: string) => void) {
  const trustedProxies = listOf(config.TRUSTED_PROXIES)
  return Fastify({
    logger: loggerOptions(config, logStream, countLine),
    logController,
    genReqId: requestIdOf,
    requestIdHeader: false,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    bodyLimit: bodyLimitBytes,
    keepAliveTimeout: keepAliveTimeoutMs,
    http: { headersTimeout: keepAliveTimeoutMs + 1_000 },
    requestTimeout: 30_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
    clientErrorHandler,
  }).withTypeProvider<TypeBoxTypeProvider>()
}

export type Server = ReturnType<typeof createServer>

/** Makes of the bare server the one that production and tests run; it does not listen yet. */
export async function buildServer(app: Server, config: Config, dependencies: ServerDependencies): Promise<Server> {
  const { health, shutdown } = dependencies
  const access = createAccess(config.MPLA_ACCESS_TOKEN)
  app.setValidatorCompiler(validatorCompiler)
  // JSON only: a form or text body could be sent by any page without asking first.
  app.removeContentTypeParser('text/plain')

  await app.register(errorHandler)
  await app.register(closing)
  await app.register(requestId)
  await app.register(apiDescription, { version: config.MPLA_VERSION, needsToken: access.required })
  const memoryIsUsedUp = createMemoryWatch({ limitMib: config.MEMORY_LIMIT_MIB, patienceMs: config.MEMORY_PATIENCE_MS })
  const version = config.MPLA_VERSION
  await app.register(healthRoutes, { prefix: '/api/health', ...health, memoryIsUsedUp, version, shutdown })
  await app.register(guarded, { config, access, ...dependencies })
  return app
}

interface Guarded extends ServerDependencies {
  readonly config: Config
  readonly access: Access
}

/**
 * Everything but the probes, in a scope of its own: probes are answered under load, without token and without limit.
 * They are not measured either; as the most frequent and fastest requests they would hide how long the others take.
 */
const guarded: FastifyPluginAsync<Guarded> = async (app, options) => {
  const { config, access, runs, models, metaPrompts, metrics, shutdown, webRoot } = options
  await app.register(requestMetrics, { metrics })
  await app.register(securityHeaders)
  await app.register(crossOrigin, { allowedOrigins: listOf(config.ALLOWED_ORIGINS), open: !access.required })
  await app.register(overloadProtection, { memoryLimitMib: config.MEMORY_LIMIT_MIB })
  // Before the rate limit: a page and its files are not API requests.
  if (webRoot !== undefined) await app.register(webFiles, { root: webRoot })
  await app.register(rateLimit, { perMinute: config.RATE_LIMIT_PER_MINUTE })
  await app.register(authentication, { access })
  await app.register(eventStreams, { shutdown, metrics, patienceMs: config.STREAM_PATIENCE_MS })
  await app.register(notFound, { servesPage: webRoot !== undefined })

  await app.register(apiPage)
  await app.register(metricsRoutes, { prefix: '/api/metrics', metrics })
  await app.register(sessionRoutes, { prefix: '/api/v1/session', access })
  await app.register(modelRoutes, { prefix: '/api/v1/models', models })
  await app.register(metaPromptRoutes, { prefix: '/api/v1/meta-prompts', metaPrompts })
  await app.register(lessonRoutes, { prefix: '/api/v1/lessons', lessons: options.lessons })
  await app.register(checkRoutes, { prefix: '/api/v1/checks' })
  await app.register(refinementRoutes, { prefix: '/api/v1/refinements', runs })
  await app.register(webhookRoutes, { prefix: '/api/v1/webhooks', webhooks: options.webhooks })
  await app.register(analyticsRoutes, { prefix: '/api/v1/analytics', runs })
  await app.register(versionRoutes, { prefix: '/api/v1/refinements', runs })
  await app.register(runArchiveRoutes, { prefix: '/api/v1/refinements', runs })
  await app.register(refinementEventRoutes, { prefix: '/api/v1/refinements', runs })
}
