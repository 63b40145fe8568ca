import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../config.ts'
import { realProviders, startProviderCounters } from '../plugins/domain-metrics.ts'
import type { Metrics } from '../plugins/metrics.ts'
import { startEmission } from './emission.ts'
import { publishedMetrics } from './published.ts'

type Published = Pick<Config, 'MPLA_EMF_SERVICE' | 'MPLA_EMF_INTERVAL_S'>

/**
 * Publishes the server's metrics from now on, if the configuration says where to.
 * @param providers those configured
 * @returns publishes a last time
 */
export function publishMetrics(
  metrics: Metrics,
  { MPLA_EMF_SERVICE: service, MPLA_EMF_INTERVAL_S: intervalS }: Published,
  providers: readonly string[],
  log: FastifyBaseLogger,
): { stop(): Promise<void> } {
  const real = realProviders(providers)
  startProviderCounters(metrics, real)
  if (service === '') return { stop: async () => {} }
  // Through the logger, so that no two lines run into each other, but whatever LOG_LEVEL says: this is no message.
  const lines = log.child({}, { level: 'info' })
  return startEmission({
    registry: metrics.registry,
    metrics: publishedMetrics.filter(({ from }) => from === 'server'),
    service,
    providers: real,
    intervalMs: intervalS * 1_000,
    write: (document) => lines.info(document),
    onFailure: (err) => log.error({ err }, 'The metrics could not be read; the next line has what is missing'),
  })
}
