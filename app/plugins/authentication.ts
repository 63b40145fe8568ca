import cookie from '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { AppError } from '../errors.ts'
import { type Access, sessionCookie } from './access.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** true: answers without the access token. */
    public?: boolean
  }
  interface FastifyRequest {
    /** Whether the request carries the token or a session made from it, or needs none. */
    isAuthenticated(): boolean
  }
}

const isProtected = ({ routeOptions }: FastifyRequest) =>
  routeOptions.url?.startsWith('/api') === true && routeOptions.config.public !== true

/** Refuses every route below /api that is not public, unless the request carries the token or a session cookie. */
export const authentication = fp<{ access: Access }>(
  async (app, { access }) => {
    app.decorateRequest('isAuthenticated', function (this: FastifyRequest) {
      if (!access.required || access.isBearer(this.headers.authorization)) return true
      const { cookie: header } = this.headers
      return header !== undefined && access.isSession(app.parseCookie(header)[sessionCookie], Date.now())
    })
    if (!access.required) return
    // No parsing for every request: the cookie is read only where it decides.
    await app.register(cookie, { hook: false })
    // preParsing: after the rate limit, before a body is read.
    app.addHook('preParsing', (request, reply, payload, done) => {
      if (!isProtected(request) || request.isAuthenticated()) return done(null, payload)
      reply.header('www-authenticate', 'Bearer realm="mpla"')
      done(
        new AppError(
          'UNAUTHORIZED',
          'The access token is missing or wrong; send it as `Authorization: Bearer TOKEN`, or sign in on the page',
        ),
      )
    })
  },
  { name: 'authentication', dependencies: ['rate-limit'] },
)
