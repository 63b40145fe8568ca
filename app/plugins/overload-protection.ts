import underPressure from '@fastify/under-pressure'
import fp from 'fastify-plugin'
import { AppError } from '../errors.ts'

class Overloaded extends AppError {
  constructor() {
    super('OVERLOADED', 'The server is overloaded; try again in 5 s', { retryAfterMs: 5_000 })
  }
}

/** Spread into the `config` of routes that must answer under load: a busy task that seems dead would be replaced. */
export const answersUnderLoad = { pressureHandler: () => undefined }

/**
 * Sheds requests to the API with 503 while the event loop is late by a second on average, or memory is above the limit.
 * The page and its files cost next to nothing; a page that is there can wait and ask again, a refused one is only blank.
 */
export const overloadProtection = fp<{ memoryLimitMib: number }>(
  async (app, { memoryLimitMib }) => {
    await app.register(underPressure, {
      maxEventLoopDelay: 1_000,
      // Long enough that one stall, such as a start on a busy machine, is only one bad sample among hundreds.
      sampleInterval: 5_000,
      maxRssBytes: memoryLimitMib * 1024 * 1024,
      pressureHandler: ({ routeOptions }) => {
        if (routeOptions.url?.startsWith('/api/')) throw new Overloaded()
      },
    })
  },
  { name: 'overload-protection' },
)
