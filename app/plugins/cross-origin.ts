import cors from '@fastify/cors'
import fp from 'fastify-plugin'
import { isLoopback } from '../config.ts'
import { AppError } from '../errors.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Compares host and port only: behind a proxy that ends TLS the page came by https, the request by http. */
function isOwnPage(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false
  const page = new URL(origin)
  const own = `${page.protocol}//${host}`
  return URL.canParse(own) && page.host === new URL(own).host
}

interface CrossOriginOptions {
  /** Origins whose pages may call the API; none: CORS stays closed. */
  allowedOrigins: readonly string[]
  /** true: no token protects the server, so only requests addressed to this machine by a loopback name are answered. */
  open: boolean
}

/**
 * Guards against pages of other origins, which the browser lets send more than they may read:
 * - a cookie that is SameSite=Strict still goes along from another port of the same host, so a request that changes
 *   something is refused by its Origin;
 * - a server without token would answer a page whose name was made to resolve to 127.0.0.1 (DNS rebinding), so there
 *   the Host must be a loopback name.
 */
export const crossOrigin = fp<CrossOriginOptions>(
  async (app, { allowedOrigins, open }) => {
    app.addHook('onRequest', (request, _reply, done) => {
      if (open && !isLoopback(request.hostname))
        return done(
          new AppError(
            'FORBIDDEN',
            `Without an access token the server answers only as localhost or 127.0.0.1, not as ${request.hostname}; set MPLA_ACCESS_TOKEN`,
          ),
        )
      const { origin } = request.headers
      if (origin === undefined || safeMethods.has(request.method)) return done()
      if (isOwnPage(origin, request.host) || allowedOrigins.includes(origin)) return done()
      done(new AppError('FORBIDDEN', `Pages of ${origin} may not call this server; add it to ALLOWED_ORIGINS`))
    })
    if (allowedOrigins.length > 0)
      await app.register(cors, {
        origin: [...allowedOrigins],
        methods: ['GET', 'HEAD', 'POST', 'DELETE'],
        exposedHeaders: ['location', 'retry-after', 'x-request-id'],
        maxAge: 600,
      })
  },
  { name: 'cross-origin' },
)
