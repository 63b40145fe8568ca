import type { Alarm } from './alarm.ts'
import { balancerMetric } from './load-balancer.ts'
import type { ExpressionSignal } from './signal.ts'

/** Share of requests that may fail in 30 days, in %: the objective is 99.5 %, three and a half hours a month. */
export const errorBudget = 0.5

const minute = 60
const hour = 60 * minute

/** Requests in a window below which a single failure would burn the budget. */
export const windowFloor = 20

/** How many times faster than allowed the error budget is spent: 1 spends it in exactly 30 days. */
const burnRate: ExpressionSignal = {
  expression: `IF(FILL(requests, 0) + FILL(balancerErrors, 0) >= ${windowFloor}, 100 * (FILL(targetErrors, 0) + FILL(balancerErrors, 0)) / (FILL(requests, 0) + FILL(balancerErrors, 0)) / ${errorBudget}, 0)`,
  label: 'Error budget, times the allowed rate',
  metrics: {
    requests: balancerMetric('RequestCount'),
    targetErrors: balancerMetric('HTTPCode_Target_5XX_Count'),
    balancerErrors: balancerMetric('HTTPCode_ELB_5XX_Count'),
  },
}

/** Objectives: what was promised to users, and how fast the promise is being used up. */
export const sloAlarms: readonly Alarm[] = [
  {
    id: 'availability-fast-burn',
    severity: 'page',
    owner: 'application',
    summary: 'Requests fail so often that the error budget of a month is gone in two days.',
    impact: 'At least one request in fourteen fails, and goes on failing.',
    firstCommand:
      'aws logs tail "$(pulumi stack output logGroup)" --since 1h --filter-pattern \'{ $.level = "error" }\'',
    expected: 'at most once a quarter; server-error-ratio has fired before it when the failure is sudden',
    signal: () => burnRate,
    threshold: {
      comparison: 'above',
      value: 14.4,
      unit: '×',
      reason: `at 14.4 times the allowed rate an hour costs 2 % of the month's budget (99.5 % of requests); below ${windowFloor} requests in the window nothing is concluded`,
    },
    evaluation: { long: hour, short: 5 * minute },
    missingData: { means: 'notBreaching', reason: 'no data means no requests, and no promise is broken to nobody' },
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
]
