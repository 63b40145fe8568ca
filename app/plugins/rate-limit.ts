import fastifyRateLimit from '@fastify/rate-limit'
import fp from 'fastify-plugin'
import { AppError } from '../errors.ts'

/**
 * Limits requests per client address and minute, in this process: with three tasks a client may make three times as
 * many. Routes opt out with `config.rateLimit: false`. The hook runs before authentication (preParsing), so that
 * guessing tokens is limited too.
 */
export const rateLimit = fp<{ perMinute: number }>(
  async (app, { perMinute }) => {
    await app.register(fastifyRateLimit, {
      max: perMinute,
      timeWindow: 60_000,
      errorResponseBuilder: (_request, { max, ttl }) =>
        new AppError('RATE_LIMITED', `At most ${max} requests a minute; try again in ${Math.ceil(ttl / 1000)} s`),
    })
  },
  { name: 'rate-limit' },
)
