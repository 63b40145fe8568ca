import fp from 'fastify-plugin'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** Every metric of one server, in a registry of its own: two servers in one process do not share numbers. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      registers,
      name: 'http_request_duration_seconds',
      help: 'Time to answer, by route pattern; health probes and event streams are not in it',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    }),
    streams: new Gauge({ registers, name: 'mpla_event_streams', help: 'Event streams open now' }),
    runsStarted: new Counter({ registers, name: 'mpla_runs_started_total', help: 'Runs accepted' }),
    runsFinished: new Counter({
      registers,
      name: 'mpla_runs_finished_total',
      help: 'Runs that ended, by outcome: completed, failed or cancelled',
      labelNames: ['outcome'],
    }),
    modelCalls: new Histogram({
      registers,
      name: 'mpla_model_call_duration_seconds',
      help: 'Time of one model call with its retries; the count is the number of calls',
      labelNames: ['provider', 'model', 'outcome'],
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120],
    }),
    modelTokens: new Counter({
      registers,
      name: 'mpla_model_tokens_total',
      help: 'Tokens that models read (input) and wrote (output)',
      labelNames: ['provider', 'model', 'direction'],
    }),
    modelErrors: new Counter({
      registers,
      name: 'mpla_model_errors_total',
      help: 'Model calls that failed, by provider and code',
      labelNames: ['provider', 'code'],
    }),
  }
}

/** Measures every request, by the pattern of its route: a label per path would be a label per run. */
export const requestMetrics = fp<{ metrics: Metrics }>(
  async (app, { metrics }) => {
    collectDefaultMetrics({ register: metrics.registry })
    app.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
      if (routeOptions.config.streams !== true) {
        const labels = { method, route: routeOptions.url ?? 'not found', status: reply.statusCode }
        metrics.requests.observe(labels, reply.elapsedTime / 1000)
      }
      done()
    })
  },
  { name: 'request-metrics' },
)
