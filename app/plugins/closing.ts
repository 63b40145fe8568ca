import fp from 'fastify-plugin'

const everyMs = 50

/**
 * Lets the server close as soon as its last request is answered. When it begins to close, Node ends the connections that
 * are idle then; one whose answer was under way stays open afterwards, for as long as idle connections are kept.
 */
export const closing = fp(
  async (app) => {
    app.addHook('preClose', async () => {
      if (!app.server.listening) return
      const timer = setInterval(() => app.server.closeIdleConnections(), everyMs).unref()
      app.server.once('close', () => clearInterval(timer))
    })
  },
  { name: 'closing' },
)
