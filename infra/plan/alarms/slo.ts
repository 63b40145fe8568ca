import type { Alarm } from './alarm.ts'
import { applicationMetric } from './application.ts'
import { askHealth, countTasks, readLevels } from './commands.ts'
import { balancerMetric, targetMetric } from './load-balancer.ts'
import type { ExpressionSignal } from './signal.ts'

/** What is promised to users over 30 days; what may go wrong is the error budget. */
export const objectives = {
  /** Requests that do not end in a server error. */
  availability: { target: 99.5, budget: 0.5 },
  /** Requests that get their first byte within a second. */
  latency: { target: 99, budget: 1 },
  /** Runs that end with a result, of those that were not cancelled. */
  runs: { target: 95, budget: 5 },
} as const

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Requests in a window below which a single failure would burn the budget. */
export const windowFloor = 20
/** Runs are fewer than requests. */
export const runFloor = 10

/** How many times faster than allowed the error budget is spent: 1 spends it in exactly 30 days. */
const availabilityBurn: ExpressionSignal = {
  expression: `IF(FILL(requests, 0) + FILL(balancerErrors, 0) >= ${windowFloor}, 100 * (FILL(targetErrors, 0) + FILL(balancerErrors, 0)) / (FILL(requests, 0) + FILL(balancerErrors, 0)) / ${objectives.availability.budget}, 0)`,
  label: 'Error budget of availability, times the allowed rate',
  metrics: {
    requests: balancerMetric('RequestCount'),
    targetErrors: balancerMetric('HTTPCode_Target_5XX_Count'),
    balancerErrors: balancerMetric('HTTPCode_ELB_5XX_Count'),
  },
}
const latencyBurn: ExpressionSignal = {
  expression: `IF(FILL(requests, 0) >= ${windowFloor}, (100 - FILL(quick, 100)) / ${objectives.latency.budget}, 0)`,
  label: 'Error budget of latency, times the allowed rate',
  // The percentile rank of one second: the share of requests that took at most that long.
  metrics: { requests: balancerMetric('RequestCount'), quick: targetMetric('TargetResponseTime', 'PR(:1)') },
}
const runsBurn: ExpressionSignal = {
  expression: `IF(FILL(completed, 0) + FILL(failed, 0) >= ${runFloor}, 100 * FILL(failed, 0) / (FILL(completed, 0) + FILL(failed, 0)) / ${objectives.runs.budget}, 0)`,
  label: 'Error budget of runs, times the allowed rate',
  metrics: {
    completed: applicationMetric('mpla_runs_finished_total', 'Sum', { outcome: 'completed' }),
    failed: applicationMetric('mpla_runs_finished_total', 'Sum', { outcome: 'failed' }),
  },
}

const fast = { comparison: 'above', value: 14.4, unit: '×' } as const
const slow = { comparison: 'above', value: 6, unit: '×' } as const
const steady = { comparison: 'above', value: 1, unit: '×' } as const
const noRequests = {
  means: 'notBreaching',
  reason: 'no data means no requests, and no promise is broken to nobody',
} as const
/**
 * Objectives: what was promised to users, and how fast the promise is being used up. Rates and windows are those of the
 * Site Reliability Workbook, "Alerting on SLOs": 14.4 times in an hour costs 2 % of a month's budget, 6 times in six
 * hours 5 %, once in three days 10 %.
 */
export const sloAlarms: readonly Alarm[] = [
  {
    id: 'availability-fast-burn',
    severity: 'page',
    owner: 'application',
    summary: 'Requests fail so often that the error budget of a month is gone in two days.',
    impact: 'At least one request in fourteen fails, and goes on failing.',
    firstCommand: readLevels(60, 'error'),
    expected: 'at most once a quarter; server-error-ratio has fired before it when the failure is sudden',
    signal: () => availabilityBurn,
    threshold: {
      ...fast,
      reason: `at 14.4 times the allowed rate an hour costs 2 % of the month's budget (${objectives.availability.target} % of requests); below ${windowFloor} requests in the window nothing is concluded`,
    },
    evaluation: { long: hour, short: 5 * minute },
    missingData: noRequests,
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
  {
    id: 'availability-slow-burn',
    severity: 'page',
    owner: 'application',
    summary: 'Requests fail so often that the error budget of a month is gone in five days.',
    impact: 'At least one request in thirty-three fails, for hours.',
    firstCommand: readLevels(360, 'error'),
    expected: 'at most twice a year; it finds what is too rare for server-error-ratio and lasts',
    signal: () => availabilityBurn,
    threshold: {
      ...slow,
      reason: `at 6 times the allowed rate six hours cost 5 % of the month's budget (${objectives.availability.target} % of requests); below ${windowFloor} requests in the window nothing is concluded`,
    },
    evaluation: { long: 6 * hour, short: 30 * minute },
    missingData: noRequests,
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
  {
    id: 'availability-budget',
    severity: 'ticket',
    owner: 'application',
    summary: 'Requests fail at a rate that uses up the error budget of the month.',
    impact: 'A few requests fail every hour; the objective of the month is missed if nothing changes.',
    firstCommand: readLevels(360, 'error'),
    expected: 'a few times a year; it is the reason to prefer repairs over new features',
    signal: () => availabilityBurn,
    threshold: {
      ...steady,
      reason: `three days at the allowed rate cost 10 % of the month's budget (${objectives.availability.target} % of requests); below ${windowFloor} requests in the window nothing is concluded`,
    },
    evaluation: { long: 3 * day, short: 6 * hour },
    missingData: noRequests,
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
  {
    id: 'latency-budget',
    severity: 'ticket',
    owner: 'application',
    summary: 'Requests are slow at a rate that uses up the latency budget of the month.',
    impact: 'More than one request in a hundred waits longer than a second.',
    firstCommand: countTasks,
    expected: 'a few times a year; slow-responses has fired before it when it is sudden',
    signal: () => latencyBurn,
    threshold: {
      ...steady,
      reason: `three days at the allowed rate cost 10 % of the month's budget (${objectives.latency.target} % of requests within a second); below ${windowFloor} requests in the window nothing is concluded`,
    },
    evaluation: { long: 3 * day, short: 6 * hour },
    missingData: noRequests,
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
  {
    id: 'runs-failing',
    severity: 'page',
    owner: 'application',
    summary: 'Runs fail so often that their error budget of a month is gone in five days.',
    impact: 'At least three runs in ten end without a result.',
    firstCommand: askHealth,
    expected: 'when a provider is away, which provider-error-ratio then explains; else after a release',
    signal: () => runsBurn,
    threshold: {
      ...slow,
      reason: `at 6 times the allowed rate six hours cost 5 % of the month's budget (${objectives.runs.target} % of runs); below ${runFloor} runs in the window nothing is concluded`,
    },
    evaluation: { long: 6 * hour, short: 30 * minute },
    missingData: { means: 'notBreaching', reason: 'no data means that no run ended' },
    explainedBy: 'provider-error-ratio',
    rollsBack: false,
  },
]
