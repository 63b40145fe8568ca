import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Session, StartSession } from '../contract/session.ts'
import { AppError } from '../errors.ts'
import { type Access, sessionCookie, sessionSeconds } from '../plugins/access.ts'
import { problems } from './problems.ts'

const loginsPerMinute = 10
const tags = ['session']
const cookieOptions = { path: '/api', httpOnly: true, sameSite: 'strict', secure: 'auto' } as const

export const sessionRoutes: FastifyPluginAsyncTypebox<{ access: Access }> = async (app, { access }) => {
  app.get('', {
    config: { public: true },
    schema: {
      summary: 'Ask whether a token is needed, and whether this client has a valid one',
      operationId: 'getSession',
      tags,
      security: [],
      response: { 200: Session, ...problems() },
    },
    handler: (request) => ({ required: access.required, valid: request.isAuthenticated() }),
  })

  app.post('', {
    config: { public: true, rateLimit: { max: loginsPerMinute } },
    schema: {
      summary: 'Exchange the access token for a cookie of twelve hours',
      operationId: 'startSession',
      tags,
      security: [],
      body: StartSession,
      response: { 200: Session, ...problems(400, 413, 415) },
    },
    handler: async (request, reply) => {
      if (!access.required) return { required: false, valid: true }
      if (!access.isToken(request.body.token)) throw new AppError('UNAUTHORIZED', 'This is not the access token')
      reply.setCookie(sessionCookie, access.issue(Date.now()), { ...cookieOptions, maxAge: sessionSeconds })
      return { required: true, valid: true }
    },
  })

  app.delete('', {
    config: { public: true },
    schema: {
      summary: 'End the session of this browser',
      operationId: 'endSession',
      tags,
      security: [],
      response: { 204: Type.Null({ description: 'The cookie is gone' }), ...problems() },
    },
    handler: async (_request, reply) => {
      if (access.required) reply.clearCookie(sessionCookie, cookieOptions)
      return reply.code(204).send(null)
    },
  })
}
