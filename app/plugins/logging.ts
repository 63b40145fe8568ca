import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'

/** Where log lines go; standard output when nothing else is said. */
export interface LogStream {
  write(line: string): unknown
}

const longestMessage = 300

/**
 * An error as the log shows it. Causes are left out: they may hold what a provider sent. A long message is cut: database
 * errors quote the statement, and with it the prompt.
 */
function serializeError(thrown: unknown) {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: 'no error', stack: '' }
  const frames = thrown.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return {
    type: thrown.name,
    code: 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined,
    message: thrown instanceof AppError ? thrown.message : thrown.message.slice(0, longestMessage),
    stack: frames.join('\n'),
  }
}

/**
 * Options of Fastify's logger: one JSON line each, readable levels and times, nothing secret, never a prompt.
 * @param countLine told the level of each line, e.g. `error`
 */
export function loggerOptions(
  config: Config,
  stream?: LogStream,
  countLine: (level: string) => void = () => {},
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level: config.LOG_LEVEL,
    base: null,
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ level }) },
    redact: {
      paths: ['authorization', 'cookie', 'token', '*.authorization', '*.cookie', '*["set-cookie"]', '*.token'],
      censor: '[redacted]',
    },
    hooks: {
      // Without a text of its own pino repeats the error's whole message as text, past the serializer.
      logMethod(args, method, level) {
        countLine(this.levels.labels[level] ?? String(level))
        const [first, text, ...rest] = args as [unknown, string | undefined, ...unknown[]] // pino's own type forbids what it accepts
        const error = first instanceof Error ? { err: first } : first
        const isError = typeof error === 'object' && error !== null && 'err' in error
        method.apply(this, [error, text ?? (isError ? 'error' : undefined), ...rest] as typeof args)
      },
    },
    serializers: {
      // The query is left out: nothing in it is worth the risk that someone puts a secret there.
      req: (request: FastifyRequest) => ({
        method: request.method,
        path: request.url.split('?', 1)[0],
        remoteAddress: request.ip,
      }),
      res: (reply) => ({ statusCode: reply.statusCode }),
      err: serializeError,
    },
    ...(stream && { stream }),
  }
}

/** One line a request, when it is over. (Fastify writes two; the log costs more than everything else of a request.) */
class OneLineEach extends LogController {
  override incomingRequest(): void {}
  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const line = { req: request, res: reply, durationMs: Math.round(reply.elapsedTime) }
    if (error) request.log.error({ ...line, err: error }, 'request failed')
    else request.log.info(line, 'request')
  }
}
export const logController = new OneLineEach({ requestIdLogLabel: 'requestId' })

/**
 * Keeps the requests of this scope out of the log, unless they fail. One logger for all of them: a child per request, as
 * `logLevel` on a route makes it, costs more than everything else a probe does.
 */
export function logErrorsOnly(app: FastifyInstance): void {
  const quiet = app.log.child(
    {},
    { level: app.log.level === 'silent' || app.log.level === 'fatal' ? app.log.level : 'error' },
  )
  app.setChildLoggerFactory(() => quiet)
}
