import fp from 'fastify-plugin'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { Judged } from '../contract/judge.ts'
import { runOutcomes } from '../runs/run-outcome.ts'

export type Metrics = ReturnType<typeof createMetrics>

/** Levels of log lines that are counted; others are requests and news. */
export const countedLevels = ['warn', 'error', 'fatal'] as const

/** Every metric of one server, in a registry of its own: two servers in one process do not share numbers. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const processStarts = new Counter({
    registers,
    name: 'mpla_process_starts_total',
    help: 'Always 1; what is published elsewhere is its increase, so a start is counted once',
  })
  processStarts.inc()
  const runsFinished = new Counter({
    registers,
    name: 'mpla_runs_finished_total',
    help: 'Runs that ended, by outcome: completed, failed, refused (the provider took the request for wrong), cancelled',
    labelNames: ['outcome'],
  })
  // From the start, so that an alarm can tell "none" from "not known".
  for (const outcome of runOutcomes) runsFinished.inc({ outcome }, 0)
  const judgements = new Counter({
    registers,
    name: 'mpla_judgements_total',
    help: 'Answers that a model judged, by how that went: valid, repaired, invalid (no reply could be used), unaffordable',
    labelNames: ['status'],
  })
  for (const status of Judged.properties.status.enum) judgements.inc({ status }, 0)
  const logLines = new Counter({
    registers,
    name: 'mpla_log_lines_total',
    help: 'Lines of the log, by level: warn, error (something that the code does not foresee), fatal',
    labelNames: ['level'],
  })
  for (const level of countedLevels) logLines.inc({ level }, 0)
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
    streamsDropped: new Counter({
      registers,
      name: 'mpla_event_streams_dropped_total',
      help: 'Event streams ended because their client did not read',
    }),
    runsStarted: new Counter({ registers, name: 'mpla_runs_started_total', help: 'Runs accepted' }),
    runsFinished,
    judgements,
    logLines,
    runsResumed: new Counter({
      registers,
      name: 'mpla_runs_resumed_total',
      help: 'Runs whose work was interrupted by a crash or a restart, and which this process has taken up',
    }),
    modelCalls: new Histogram({
      registers,
      name: 'mpla_model_call_duration_seconds',
      help: 'Time of one model call with its retries; the count is the number of calls',
      labelNames: ['provider', 'model', 'outcome'],
      // Up to the longest MODEL_TIMEOUT_MS.
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300, 600],
    }),
    modelTokens: new Counter({
      registers,
      name: 'mpla_model_tokens_total',
      help: 'Tokens that models read (input) and wrote (output)',
      labelNames: ['provider', 'model', 'direction'],
    }),
    modelCost: new Counter({
      registers,
      name: 'mpla_model_cost_usd_total',
      help: 'USD that the tokens of model calls cost at the catalogue’s prices; calls of models without a known price are not in it',
      labelNames: ['provider', 'model'],
    }),
    modelUnpriced: new Counter({
      registers,
      name: 'mpla_model_unpriced_calls_total',
      help: 'Calls that answered and whose cost is not known, because their model has no known price',
      labelNames: ['provider', 'model'],
    }),
    modelErrors: new Counter({
      registers,
      name: 'mpla_model_errors_total',
      help: 'Model calls that failed, by provider and code',
      labelNames: ['provider', 'code'],
    }),
    providerCalls: new Counter({
      registers,
      name: 'mpla_provider_calls_total',
      help: 'Calls of real providers that ended, well or not; a call with its retries is one',
      labelNames: ['provider'],
    }),
    providerFailures: new Counter({
      registers,
      name: 'mpla_provider_failures_total',
      help: 'Of these: failed through the fault of the provider, the network, or our key',
      labelNames: ['provider'],
    }),
    databasePingFailures: new Counter({
      registers,
      name: 'mpla_database_ping_failures_total',
      help: 'Pings that the database did not answer: those of health checks and of these metrics',
    }),
    collectionsFailed: new Counter({
      registers,
      name: 'mpla_collections_failed_total',
      help: 'Times that some of these metrics could not be looked up',
      labelNames: ['collector'],
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
