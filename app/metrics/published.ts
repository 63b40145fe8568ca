/** What a metric is told apart by in CloudWatch, beside `service`. Each has few values, none of which a request can name. */
type Dimension = 'provider' | 'outcome' | 'direction' | 'status'

/** The values of the dimensions that are the same everywhere. Other values of these labels are not published. */
const fixedDimensionValues = {
  // Refused and cancelled runs are left out: they say nothing about the service.
  outcome: ['completed', 'failed'],
  direction: ['input', 'output'],
  // Unaffordable ones are left out: no judge was asked.
  status: ['valid', 'repaired', 'invalid'],
} as const satisfies Partial<Record<Dimension, readonly string[]>>

/** Units of CloudWatch that we use. */
export type Unit = 'Count' | 'Seconds' | 'None'

/** One metric that goes to CloudWatch, under the name that it has in Prometheus. */
export interface PublishedMetric {
  readonly name: string
  /** counter: the increase since the last line. gauge: the value. histogram: one number for each observation since. */
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly unit: Unit
  /** The statistic that means something. Every process sends its own line, and CloudWatch puts them together by it. */
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum' | 'p95'
  readonly dimensions: readonly Dimension[]
  /** Who sends it: the server every minute, or `migrate` when it ends. */
  readonly from: 'server' | 'migrate'
  /** What it is for. */
  readonly purpose: string
}

const server = { dimensions: [], from: 'server' } as const
const count = { ...server, type: 'counter', unit: 'Count', statistic: 'Sum' } as const
/** A number about the whole database, which every process reports: adding them up would count it several times. */
const sharedCount = { ...server, type: 'gauge', unit: 'Count', statistic: 'Maximum' } as const
const seconds = { ...server, type: 'gauge', unit: 'Seconds', statistic: 'Maximum' } as const

/**
 * Everything that goes to CloudWatch. A row costs 0.30 USD a month for each combination of its dimensions (price of
 * November 2026), so a metric that AWS has already, or that no alarm or runbook reads, is in `unpublished` instead.
 */
export const publishedMetrics: readonly PublishedMetric[] = [
  {
    ...count,
    name: 'mpla_runs_finished_total',
    dimensions: ['outcome'],
    purpose: 'Success of runs (SLO): failed / (completed + failed)',
  },
  { ...count, name: 'mpla_runs_resumed_total', purpose: 'Runs interrupted by a crash or a restart' },
  { ...sharedCount, name: 'mpla_runs_waiting', purpose: 'Queue depth' },
  { ...sharedCount, name: 'mpla_runs_running', purpose: 'Load; whether the queue is being worked on' },
  { ...seconds, name: 'mpla_runs_oldest_waiting_seconds', purpose: 'Queue age: how long a new run waits' },
  { ...sharedCount, name: 'mpla_runs_stuck', purpose: 'Runs that nobody works on any more' },
  {
    ...count,
    name: 'mpla_provider_calls_total',
    dimensions: ['provider'],
    purpose: 'Traffic floor of the provider error ratio',
  },
  {
    ...count,
    name: 'mpla_provider_failures_total',
    dimensions: ['provider'],
    purpose: 'Provider error ratio: failures / calls',
  },
  {
    ...count,
    name: 'mpla_judgements_total',
    dimensions: ['status'],
    purpose: 'A judge whose replies cannot be used: invalid / (valid + repaired + invalid)',
  },
  {
    ...count,
    name: 'mpla_model_tokens_total',
    dimensions: ['provider', 'direction'],
    purpose: 'Spend: what providers are paid for',
  },
  {
    ...count,
    name: 'mpla_model_cost_usd_total',
    unit: 'None',
    dimensions: ['provider'],
    purpose: 'Spend in USD at the catalogue’s prices; models without a known price are not in it',
  },
  {
    ...server,
    name: 'mpla_model_call_duration_seconds',
    type: 'histogram',
    unit: 'Seconds',
    statistic: 'p95',
    dimensions: ['provider'],
    purpose: 'A provider that is slow, before its calls time out',
  },
  {
    ...server,
    name: 'mpla_database_up',
    type: 'gauge',
    unit: 'None',
    statistic: 'Minimum',
    purpose: 'Database lost, seen from the process',
  },
  { ...seconds, name: 'mpla_database_ping_seconds', purpose: 'Database slow, seen from the process' },
  { ...seconds, name: 'nodejs_eventloop_lag_p99_seconds', purpose: 'A process too busy to answer' },
  { ...sharedCount, name: 'mpla_event_streams', purpose: 'Connections that one process holds' },
  { ...count, name: 'mpla_event_streams_dropped_total', purpose: 'Clients too slow to follow a run' },
  {
    ...server,
    name: 'mpla_secret_age_days',
    type: 'gauge',
    unit: 'None',
    statistic: 'Maximum',
    purpose: 'A key or password that should have been replaced',
  },
  { ...count, name: 'mpla_process_starts_total', purpose: 'Restarts, deployments, crash loops' },
  {
    ...server,
    name: 'mpla_migration_success',
    type: 'gauge',
    unit: 'None',
    statistic: 'Minimum',
    from: 'migrate',
    purpose: 'A deployment that cannot bring the database up to date',
  },
  {
    ...seconds,
    name: 'mpla_migration_duration_seconds',
    from: 'migrate',
    purpose: 'A migration that nears the start-up time limit',
  },
]

/** Metrics of ours that only Prometheus gets, each with the reason. A test knows every metric to be here or above. */
export const unpublished: Readonly<Record<string, string>> = {
  http_request_duration_seconds: 'the load balancer counts and times requests: RequestCount, 5XX, TargetResponseTime',
  mpla_runs_started_total: 'no alarm needs it: those that finished are the base of the SLO',
  mpla_model_unpriced_calls_total: 'tells that the cost is not all of it; the list of models says which have no price',
  mpla_model_errors_total: 'the log says more; mpla_provider_failures_total is the alarm',
  mpla_database_ping_failures_total: 'mpla_database_up has it every minute',
  mpla_collections_failed_total: 'a value that cannot be had is missing in CloudWatch too, and the log says why',
  mpla_log_lines_total: 'a filter counts the lines of the log themselves',
  mpla_memory_limit_bytes: 'ECS knows it: MemoryUtilization',
  mpla_heap_limit_bytes: 'ECS watches the memory of the whole task: MemoryUtilization',
  mpla_data_volume_free_bytes: 'on AWS the volume is EFS, which grows',
  mpla_data_volume_used_ratio: 'on AWS the volume is EFS, which grows',
}

/** Dimensions and values under which a row appears, `service` left out. One row costs as often as this is long. */
export function combinationsOf(
  { dimensions }: Pick<PublishedMetric, 'dimensions'>,
  providers: readonly string[],
): readonly Readonly<Record<string, string>>[] {
  const values = { ...fixedDimensionValues, provider: providers }
  return dimensions.reduce<readonly Record<string, string>[]>(
    (before, dimension) =>
      before.flatMap((labels) => values[dimension].map((value) => ({ ...labels, [dimension]: value }))),
    [{}],
  )
}
