import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Problem } from '../contract/problem.ts'
import { AppError, type ErrorCode, httpStatusByCode } from '../errors.ts'

/** What Fastify and its plugins throw, in our words. */
const codeByFastifyCode: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
}
const codeByStatus: Record<number, ErrorCode> = {
  401: 'UNAUTHORIZED',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
}

/** Anything thrown, as an error that a client may see. What we do not know is a bug: its text stays in the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof Error) {
    const { statusCode = 500, code = '' }: Partial<FastifyError> = error
    if (statusCode >= 400 && statusCode < 500)
      return new AppError(codeByFastifyCode[code] ?? codeByStatus[statusCode] ?? 'INVALID_REQUEST', error.message)
  }
  return new AppError('INTERNAL', 'The server failed. Try again; if it stays, report the request id', { cause: error })
}

export const toProblem = (error: AppError, requestId: string): Problem => ({
  statusCode: httpStatusByCode[error.code],
  code: error.code,
  message: error.message,
  requestId,
})

/** Answers `error` as a Problem and logs it: our own failures as `warn`, bugs as `error` with their stack. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = toAppError(thrown)
  const problem = toProblem(error, request.id)
  if (error.code === 'INTERNAL') request.log.error({ err: error.cause ?? error }, 'unexpected error')
  else if (problem.statusCode >= 500) request.log.warn({ code: error.code }, error.message)
  if (error.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000))
  return reply.code(problem.statusCode).type('application/json; charset=utf-8').send(problem)
}

export const errorHandler = fp(
  async (app) => {
    app.setErrorHandler(sendProblem)
  },
  { name: 'error-handler' },
)
