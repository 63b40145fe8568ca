// The least Fastify server: one route with a response schema, no hook, no plugin. The health route's anchor.
import Fastify from 'fastify'

const app = Fastify()
app.get('/api/health/live', {
  schema: {
    response: {
      200: { type: 'object', properties: { status: { type: 'string' }, timestamp: { type: 'string' } } },
    },
  },
  handler: () => ({ status: 'ok', timestamp: new Date().toISOString() }),
})
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })
process.once('SIGTERM', () => process.exit(0))
