import { trafficFloor } from '../load-balancer.ts'
import { objectives, windowFloor } from '../slo.ts'
import { increase, type PrometheusForm, select } from './form.ts'
import { listContainers, readLogOnHost } from './host-commands.ts'

const [requests, buckets] = ['http_request_duration_seconds_count', 'http_request_duration_seconds_bucket']

/** Scrapes are requests too; without this a service that nobody uses would seem to be in use. */
const byClients = 'route!="/api/metrics"'
const failed = 'status=~"5.."'
/** Prometheus 3 writes the bound 1 as 1.0. */
const withinASecond = 'le=~"1([.]0)?"'

const requestsIn = (window: string) => increase(requests, window, byClients)

/** Share of requests that ended in a server error, in %. A status that never occurred has no series, hence the 0. */
const errorPercent = (window: string, floor: number) =>
  `100 * (${increase(requests, window, byClients, failed)} or 0 * ${requestsIn(window)})
  / (${requestsIn(window)} >= ${floor})`

const availabilityBurn = {
  name: 'availability_burn',
  value: (window: string) => `${errorPercent(window, windowFloor)}
  / ${objectives.availability.budget}`,
}

/** What the application's own histogram of requests shows. Event streams and health probes are not in it. */
export const requestForms: Readonly<Record<string, PrometheusForm>> = {
  'server-error-ratio': {
    name: 'server_error_percent',
    value: (window) => errorPercent(window, trafficFloor),
    firstCommand: readLogOnHost(15, 'error'),
  },
  'slow-responses': {
    name: 'response_seconds_p95',
    value: (window) =>
      `histogram_quantile(0.95, sum by (job, le) (rate(${select(buckets, byClients)}[${window}])))
  and ${requestsIn(window)} >= ${trafficFloor}`,
    firstCommand: listContainers,
  },
  'availability-fast-burn': { ...availabilityBurn, firstCommand: readLogOnHost(60, 'error') },
  'availability-slow-burn': { ...availabilityBurn, firstCommand: readLogOnHost(360, 'error') },
  'availability-budget': { ...availabilityBurn, firstCommand: readLogOnHost(360, 'error') },
  'latency-budget': {
    name: 'latency_burn',
    value: (window) =>
      `(100 - 100 * ${increase(buckets, window, byClients, withinASecond)}
  / (${requestsIn(window)} >= ${windowFloor}))
  / ${objectives.latency.budget}`,
    firstCommand: listContainers,
  },
}
