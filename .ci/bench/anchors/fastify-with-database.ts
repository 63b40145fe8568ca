// The least Fastify server with the same database open: a route that has read from it once. The start's anchor.
import { createClient } from '@libsql/client'
import Fastify from 'fastify'

const client = createClient({ url: process.env['DATABASE_URL'] ?? '', concurrency: 1 })
await client.execute('select 1')
const app = Fastify()
app.get('/ready', () => ({ status: 'ok' }))
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })
process.once('SIGTERM', () => process.exit(0))
