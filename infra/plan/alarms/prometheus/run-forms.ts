import { settingsTable } from '../../settings-table.ts'
import { callFloor, judgementFloor } from '../application.ts'
import { objectives, runFloor } from '../slo.ts'
import { increase, installations, type PrometheusForm, select } from './form.ts'
import { askHealthOnHost, listContainers, readLogOnHost, readMetricsOnHost } from './host-commands.ts'

const [finished, judgements] = ['mpla_runs_finished_total', 'mpla_judgements_total']

/** Increase of a counter for each provider. */
const ofProviders = (metric: string, window: string) =>
  `sum by (job, provider) (increase(${metric}{${installations}}[${window}]))`

/** Numbers about the whole database, which every instance reports: the largest, never the sum. */
const largest = (metric: string) => (window: string) => `max by (job) (max_over_time(${select(metric)}[${window}]))`

/** Runs, and the providers that they ask. */
export const runForms: Readonly<Record<string, PrometheusForm>> = {
  'runs-failing': {
    name: 'runs_burn',
    value: (window) =>
      `100 * ${increase(finished, window, 'outcome="failed"')}
  / (${increase(finished, window, 'outcome=~"completed|failed"')} >= ${runFloor})
  / ${objectives.runs.budget}`,
    firstCommand: askHealthOnHost,
  },
  'provider-error-ratio': {
    name: 'provider_error_percent',
    value: (window) =>
      `max by (job) (100 * ${ofProviders('mpla_provider_failures_total', window)}
  / (${ofProviders('mpla_provider_calls_total', window)} >= ${callFloor}))`,
    firstCommand: askHealthOnHost,
  },
  'invalid-judgement-ratio': {
    name: 'invalid_judgement_percent',
    value: (window) =>
      `100 * ${increase(judgements, window, 'status="invalid"')}
  / (${increase(judgements, window, 'status=~"valid|repaired|invalid"')} >= ${judgementFloor})`,
    firstCommand: readMetricsOnHost('mpla_judgements'),
  },
  'spend-per-hour': {
    name: 'spend_percent',
    // There are no settings of a stack here, so it is the limit that they have by themselves.
    value: (window) =>
      `100 * ${increase('mpla_model_cost_usd_total', window)} / ${settingsTable.spendPerHourUsd.defaults.prod}`,
    firstCommand: readMetricsOnHost('mpla_model_(cost|tokens|unpriced)'),
  },
  'stuck-runs': {
    name: 'runs_stuck',
    value: largest('mpla_runs_stuck'),
    firstCommand: readLogOnHost(30, 'warn', 'error'),
  },
  'queue-age': {
    name: 'queue_age_seconds',
    value: largest('mpla_runs_oldest_waiting_seconds'),
    firstCommand: listContainers,
  },
}
