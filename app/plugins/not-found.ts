import fp from 'fastify-plugin'
import { AppError } from '../errors.ts'

const longestPath = 200

/**
 * Answers what no route knows: the page for a browser that navigates outside /api (it shows runs at paths of its own),
 * a Problem for everything else.
 */
export const notFound = fp<{ servesPage: boolean }>(
  async (app, { servesPage }) => {
    app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
      const path = request.url.split('?', 1)[0]?.slice(0, longestPath) ?? ''
      const navigates = request.method === 'GET' && request.headers.accept?.includes('text/html') === true
      if (servesPage && navigates && !/^\/api(\/|$)/.test(path)) return reply.sendFile('index.html')
      throw new AppError('NOT_FOUND', `There is no ${request.method} ${path}; GET /api/docs lists what there is`)
    })
  },
  { name: 'not-found', dependencies: ['rate-limit'] },
)
