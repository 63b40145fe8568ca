import fastifyStatic from '@fastify/static'
import fp from 'fastify-plugin'

/** Vite puts a hash of the content into these names, so they never change. */
const hashed = /\/assets\/.+-[\w-]{8,}\.\w+$/

/** Serves the built page at `/`. */
export const webFiles = fp<{ root: string }>(
  async (app, { root }) => {
    await app.register(fastifyStatic, {
      root,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  },
  { name: 'web-files' },
)
