import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Health, type HealthCheck, Live, Ready } from '../contract/health.ts'
import { logErrorsOnly } from '../plugins/logging.ts'

/** What the health routes ask. */
export interface HealthSources {
  readonly version: string
  /** @throws when the database does not answer */
  pingDatabase(): Promise<void>
  /** Whether the volume of the database has room; not given: the volume is not ours to look at. */
  hasRoom?(): Promise<boolean>
  /** Whether each configured provider accepts its key. Answers from a cache; never throws. */
  checkProviders(): Promise<Record<string, HealthCheck>>
  /** Whether the process has used up its memory for good; not given: it has no limit. */
  memoryIsUsedUp?(): boolean
  /** Aborted as soon as the process is told to end. */
  readonly shutdown: AbortSignal
}

/** Shorter than any prober's own timeout (5 s at the load balancer), so that the answer says why. */
const pingTimeoutMs = 2_000
const tags = ['operations']
const open = { tags, security: [] }

const ok = (message: string): HealthCheck => ({ status: 'ok', message })
const failing = (message: string): HealthCheck => ({ status: 'failing', message })

async function checkDatabase(sources: HealthSources): Promise<HealthCheck> {
  const late = new Promise<HealthCheck>((resolve) => {
    setTimeout(() => resolve(failing(`The database did not answer within ${pingTimeoutMs} ms`)), pingTimeoutMs).unref()
  })
  const answer = sources.pingDatabase().then(
    () => ok('The database answers'),
    () => failing('The database cannot be reached'),
  )
  return Promise.race([answer, late])
}

/**
 * A full volume fails health and not readiness: what is stored can still be read, and another process would have no more
 * room. One that cannot be looked at says nothing; the database itself was asked before.
 */
async function checkRoom(sources: HealthSources): Promise<HealthCheck | undefined> {
  const room = await sources.hasRoom?.().catch(() => true)
  return room === false ? failing('The volume of the database is full: nothing can be stored') : undefined
}

function checkProcess(sources: HealthSources): HealthCheck {
  if (sources.shutdown.aborted) return failing('The process is shutting down')
  // Not ready, so that whoever runs it replaces it: alive and useless is what nobody would notice.
  if (sources.memoryIsUsedUp?.()) return failing('The process has used up its memory and takes no requests')
  return ok('The process takes requests')
}

/** Probes. The server registers them outside of its guards. */
export const healthRoutes: FastifyPluginAsyncTypebox<HealthSources> = async (app, sources) => {
  logErrorsOnly(app)

  app.get('/live', {
    schema: {
      ...open,
      summary: 'Is the process alive?',
      description: 'Checks nothing but itself: a database that is away must not get the process replaced.',
      operationId: 'getLive',
      response: { 200: Live },
    },
    handler: (_request, reply) => {
      reply.send({ status: 'ok', timestamp: new Date().toISOString() })
    },
  })

  app.get('/ready', {
    schema: {
      ...open,
      summary: 'May traffic be sent here?',
      description:
        'The database answers, its migrations are applied, and the process neither shuts down nor has used up its memory.',
      operationId: 'getReady',
      response: { 200: Ready, 503: Ready },
    },
    handler: async (_request, reply) => {
      const checks = [checkProcess(sources), await checkDatabase(sources)]
      const failed = checks.find(({ status }) => status === 'failing')
      return reply.code(failed ? 503 : 200).send({
        status: failed ? 'failing' : 'ok',
        timestamp: new Date().toISOString(),
        message: failed?.message ?? 'Ready',
      })
    },
  })

  app.get('', {
    schema: {
      ...open,
      summary: 'How is everything?',
      description:
        'Database and room for it, shutdown, and whether each configured provider accepts its key. 503 when any is failing.',
      operationId: 'getHealth',
      response: { 200: Health, 503: Health },
    },
    handler: async (_request, reply) => {
      const [answers, room, providers] = await Promise.all([
        checkDatabase(sources),
        checkRoom(sources),
        sources.checkProviders(),
      ])
      const database = answers.status === 'ok' ? (room ?? answers) : answers
      const shutdown = checkProcess(sources)
      const failed = [database, shutdown, ...Object.values(providers)].some(({ status }) => status === 'failing')
      return reply.code(failed ? 503 : 200).send({
        status: failed ? 'failing' : 'ok',
        version: sources.version,
        timestamp: new Date().toISOString(),
        checks: { database, shutdown, providers },
      })
    },
  })
}
