import helmet from '@fastify/helmet'
import fp from 'fastify-plugin'

/** Only our own files, no inline script or style, in no frame. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'img-src': ["'self'", 'data:'],
    'object-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    // No upgrade-insecure-requests: over plain HTTP the browser would ask for every file by https and show nothing.
    'upgrade-insecure-requests': null,
  },
}

export const securityHeaders = fp(
  async (app) => {
    await app.register(helmet, {
      contentSecurityPolicy,
      // Browsers heed it over TLS only. Not for subdomains: they are the operator's, not ours.
      strictTransportSecurity: { maxAge: 15_552_000, includeSubDomains: false },
      xFrameOptions: { action: 'deny' },
    })
  },
  { name: 'security-headers' },
)
