import { callFloor, judgementFloor } from '../plan/alarms/application.ts'
import { trafficFloor } from '../plan/alarms/load-balancer.ts'
import { objectives, runFloor, windowFloor } from '../plan/alarms/slo.ts'
import { settingsTable } from '../plan/settings-table.ts'

/** How a series behaves: a value, a counter that grows, or a value that changes now and then. */
export type Course = { readonly gauge: number } | { readonly perMinute: number } | { readonly changesPerMinute: number }

/** What the application shows when the value of an alarm is at a level. */
export interface AlertInput {
  /** Level at which all is well. */
  readonly healthy: number
  /** Largest level there is, where a share of a budget ends. */
  readonly most?: number
  /** Events a minute below which nothing is concluded. */
  readonly floor?: number
  /** Series by their selector. @param perMinute traffic, for those with a floor */
  readonly at: (level: number, perMinute: number) => Readonly<Record<string, Course>>
}

const from = (instance: number) => `job="mpla", instance="host-${instance}:8080"`

/** Requests, some of them scrapes: many, quick and without failure, and yet they must not count. */
const requests = (series: Readonly<Record<string, number>>) => ({
  [`http_request_duration_seconds_count{${from(1)}, method="GET", route="/api/metrics", status="200"}`]: {
    perMinute: 1_000,
  },
  [`http_request_duration_seconds_bucket{${from(1)}, method="GET", route="/api/metrics", status="200", le="1"}`]: {
    perMinute: 1_000,
  },
  ...Object.fromEntries(
    Object.entries(series).map(([labels, perMinute]) => [
      `http_request_duration_seconds_${labels.includes('le=') ? 'bucket' : 'count'}{${from(1)}, method="GET", route="/api/v1/refinements", ${labels}}`,
      { perMinute },
    ]),
  ),
})

const errors = (percent: number, perMinute: number) =>
  requests({
    'status="200"': ((100 - percent) / 100) * perMinute,
    'status="503"': (percent / 100) * perMinute,
  })

/** @param quickPercent share of requests within a second @param veryQuickPercent within half a second */
const times = (quickPercent: number, perMinute: number, veryQuickPercent = quickPercent) =>
  requests({
    'status="200"': perMinute,
    'status="200", le="0.5"': (veryQuickPercent / 100) * perMinute,
    'status="200", le="1"': (quickPercent / 100) * perMinute,
    'status="200", le="2.5"': perMinute,
    'status="200", le="+Inf"': perMinute,
  })

const availability = (windowMinutes: number): AlertInput => {
  const { budget } = objectives.availability
  const at = (level: number, perMinute: number) => errors(level * budget, perMinute)
  return { healthy: 0, most: 100 / budget, floor: windowFloor / windowMinutes, at }
}

/** By the id of the alarm. A test knows every rule to have one. */
export const alertInputs: Readonly<Record<string, AlertInput>> = {
  'no-healthy-hosts': {
    healthy: 1,
    at: (level) => ({ [`up{${from(1)}}`]: { gauge: 1 }, [`mpla_database_up{${from(1)}}`]: { gauge: level } }),
  },
  'unhealthy-hosts': {
    healthy: 0,
    at: (level) => ({
      [`up{${from(1)}}`]: { gauge: 1 },
      [`mpla_database_up{${from(1)}}`]: { gauge: 1 },
      [`up{${from(2)}}`]: { gauge: 1 - level },
    }),
  },
  'server-error-ratio': { healthy: 0, floor: trafficFloor, at: errors },
  'slow-responses': {
    healthy: 0.1,
    floor: trafficFloor,
    // Prometheus takes requests between two bounds for evenly spread. Below a second the 95th percentile is 0.75 s.
    at: (level, perMinute) => {
      if (level < 0.5) return times(100, perMinute)
      return level < 1 ? times(96, perMinute, 94) : times(95 - (level - 1) * (5 / 1.5), perMinute)
    },
  },
  'availability-fast-burn': availability(5),
  'availability-slow-burn': availability(30),
  'availability-budget': availability(360),
  'latency-budget': {
    healthy: 0,
    most: 100 / objectives.latency.budget,
    floor: windowFloor / 360,
    at: (level, perMinute) => times(100 - level * objectives.latency.budget, perMinute),
  },
  'runs-failing': {
    healthy: 0,
    most: 100 / objectives.runs.budget,
    floor: runFloor / 30,
    at: (level, perMinute) => ({
      [`mpla_runs_finished_total{${from(1)}, outcome="failed"}`]: {
        perMinute: ((level * objectives.runs.budget) / 100) * perMinute,
      },
      [`mpla_runs_finished_total{${from(1)}, outcome="completed"}`]: {
        perMinute: (1 - (level * objectives.runs.budget) / 100) * perMinute,
      },
      // Refused and cancelled ones say nothing about the service, however many they are.
      [`mpla_runs_finished_total{${from(1)}, outcome="refused"}`]: { perMinute: 100 },
    }),
  },
  'provider-error-ratio': {
    healthy: 0,
    floor: callFloor / 5,
    at: (level, perMinute) => ({
      [`mpla_provider_calls_total{${from(1)}, provider="openai"}`]: { perMinute },
      [`mpla_provider_failures_total{${from(1)}, provider="openai"}`]: { perMinute: (level / 100) * perMinute },
      // The other provider works: together they would stay below the threshold.
      [`mpla_provider_calls_total{${from(1)}, provider="gemini"}`]: { perMinute: 1_000 },
      [`mpla_provider_failures_total{${from(1)}, provider="gemini"}`]: { perMinute: 0 },
    }),
  },
  'invalid-judgement-ratio': {
    healthy: 0,
    floor: judgementFloor / 15,
    at: (level, perMinute) => ({
      [`mpla_judgements_total{${from(1)}, status="invalid"}`]: { perMinute: (level / 100) * perMinute },
      [`mpla_judgements_total{${from(1)}, status="repaired"}`]: { perMinute: 0.3 * perMinute },
      [`mpla_judgements_total{${from(1)}, status="valid"}`]: { perMinute: (0.7 - level / 100) * perMinute },
      // No judge was asked, however many they are.
      [`mpla_judgements_total{${from(1)}, status="unaffordable"}`]: { perMinute: 100 },
    }),
  },
  'spend-per-hour': {
    healthy: 10,
    // Of two models and two instances: each alone would stay below the threshold.
    at: (level) => {
      const perMinute = ((level / 100) * settingsTable.spendPerHourUsd.defaults.prod) / 60
      return {
        [`mpla_model_cost_usd_total{${from(1)}, provider="openai", model="a"}`]: { perMinute: 0.5 * perMinute },
        [`mpla_model_cost_usd_total{${from(1)}, provider="openai", model="b"}`]: { perMinute: 0.2 * perMinute },
        [`mpla_model_cost_usd_total{${from(2)}, provider="gemini", model="c"}`]: { perMinute: 0.3 * perMinute },
      }
    },
  },
  'stuck-runs': {
    healthy: 0,
    // Two instances tell the same number of the same database.
    at: (level) => ({
      [`mpla_runs_stuck{${from(1)}}`]: { gauge: level },
      [`mpla_runs_stuck{${from(2)}}`]: { gauge: level },
    }),
  },
  'queue-age': { healthy: 0, at: (level) => ({ [`mpla_runs_oldest_waiting_seconds{${from(1)}}`]: { gauge: level } }) },
  'secret-age': { healthy: 10, at: (level) => ({ [`mpla_secret_age_days{${from(1)}}`]: { gauge: level * 3.65 } }) },
  'high-cpu': {
    healthy: 10,
    at: (level) => ({ [`process_cpu_seconds_total{${from(1)}}`]: { perMinute: (level / 100) * 60 } }),
  },
  'high-memory': {
    healthy: 30,
    at: (level) => ({
      [`process_resident_memory_bytes{${from(1)}}`]: { gauge: level * 10 },
      [`mpla_memory_limit_bytes{${from(1)}}`]: { gauge: 1_000 },
      [`nodejs_heap_size_used_bytes{${from(1)}}`]: { gauge: 20 },
      [`mpla_heap_limit_bytes{${from(1)}}`]: { gauge: 100 },
    }),
  },
  'tasks-stopping': {
    healthy: 0,
    at: (level) => ({ [`process_start_time_seconds{${from(1)}}`]: { changesPerMinute: level / 15 } }),
  },
  'database-storage-low': {
    healthy: 60,
    at: (level) => ({ [`mpla_data_volume_used_ratio{${from(1)}}`]: { gauge: 1 - level / 100 } }),
  },
  'error-lines': {
    healthy: 0,
    at: (level) => ({
      [`mpla_log_lines_total{${from(1)}, level="error"}`]: { perMinute: level / 5 },
      [`mpla_log_lines_total{${from(1)}, level="warn"}`]: { perMinute: 100 },
    }),
  },
}
