import type { Alarm } from './alarm.ts'
import { askHealth, countTasks, readLevels } from './commands.ts'
import { keepEveryTaskAway } from './fault.ts'
import type { Metric } from './signal.ts'

export const balancerMetric = (name: string): Metric => ({
  namespace: 'AWS/ApplicationELB',
  name,
  scope: 'load-balancer',
  statistic: 'Sum',
})

export const targetMetric = (name: string, statistic: Metric['statistic']): Metric => ({
  namespace: 'AWS/ApplicationELB',
  name,
  scope: 'target-group',
  statistic,
})

/** Requests a minute below which a ratio says nothing. */
export const trafficFloor = 20

/** What clients meet, as the load balancer sees it. */
export const loadBalancerAlarms: readonly Alarm[] = [
  {
    id: 'no-healthy-hosts',
    severity: 'page',
    owner: 'application',
    summary: 'No task passes the readiness check of the load balancer.',
    impact: 'The service is down: every request is answered with 503.',
    firstCommand: askHealth,
    expected: 'never with two tasks; with one, only when its zone or its task is lost',
    signal: () => ({ metric: targetMetric('HealthyHostCount', 'Minimum') }),
    threshold: { comparison: 'below', value: 1, unit: 'hosts', reason: 'without a healthy task nobody is served' },
    evaluation: { period: 60, datapoints: 2, of: 3 },
    missingData: { means: 'breaching', reason: 'no data means that the load balancer knows no task at all' },
    rollsBack: false,
    fault: keepEveryTaskAway,
  },
  {
    id: 'unhealthy-hosts',
    severity: 'page',
    owner: 'application',
    summary: 'At least one task fails the readiness check of the load balancer.',
    impact: 'Fewer tasks answer; with a single task the service is down (503).',
    firstCommand: askHealth,
    expected: 'a few times a year, when a task is lost and its successor does not become ready in time',
    signal: () => ({ metric: targetMetric('UnHealthyHostCount', 'Maximum') }),
    threshold: {
      comparison: 'at-least',
      value: 1,
      unit: 'hosts',
      reason: 'one of at most three tasks is a third of the capacity, and the only one is all of it',
    },
    evaluation: { period: 60, datapoints: 3, of: 5 },
    missingData: {
      means: 'notBreaching',
      reason: 'no data means that no task is registered at all, which no-healthy-hosts reports',
    },
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
  {
    id: 'server-error-ratio',
    severity: 'page',
    owner: 'application',
    summary: 'Too many requests end in a server error (5xx), from the application or the load balancer.',
    impact: 'Requests fail: pages do not load, refinements cannot be started or followed.',
    firstCommand: readLevels(15, 'error'),
    expected: 'a few times a year, most often within minutes of a release, which it then rolls back',
    signal: () => ({
      // Requests that find no target at all count as balancer errors, but not as requests.
      expression: `IF(FILL(requests, 0) + FILL(balancerErrors, 0) >= ${trafficFloor}, 100 * (FILL(targetErrors, 0) + FILL(balancerErrors, 0)) / (FILL(requests, 0) + FILL(balancerErrors, 0)), 0)`,
      label: 'Server errors, % of requests',
      metrics: {
        requests: balancerMetric('RequestCount'),
        targetErrors: balancerMetric('HTTPCode_Target_5XX_Count'),
        balancerErrors: balancerMetric('HTTPCode_ELB_5XX_Count'),
      },
    }),
    threshold: {
      comparison: 'above',
      value: 5,
      unit: '%',
      reason: `below ${trafficFloor} requests a minute nothing is concluded, and with ${trafficFloor} a single error is 5 %, so it takes two`,
    },
    evaluation: { period: 60, datapoints: 3, of: 5 },
    missingData: {
      means: 'notBreaching',
      reason: 'no data means no requests; no-healthy-hosts sees a service that is away',
    },
    explainedBy: 'no-healthy-hosts',
    rollsBack: true,
  },
  {
    id: 'balancer-errors',
    severity: 'ticket',
    owner: 'application',
    summary: 'The load balancer had to answer requests itself, because no task answered them properly.',
    impact: 'Single requests end in 502, 503 or 504 without a request id.',
    firstCommand:
      'aws elbv2 describe-target-health --target-group-arn "$(pulumi stack output targetGroup)" --query "TargetHealthDescriptions[].TargetHealth"',
    expected: 'never; a task that is stopped first finishes what it has begun',
    signal: () => ({ metric: balancerMetric('HTTPCode_ELB_5XX_Count') }),
    threshold: {
      comparison: 'at-least',
      value: 10,
      unit: 'requests',
      reason:
        'the application answers its own failures, so each of these is a broken connection, and ten in five minutes are no accident',
    },
    evaluation: { period: 300, datapoints: 2, of: 3 },
    missingData: { means: 'notBreaching', reason: 'the metric is written only when it is not zero' },
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
  {
    id: 'slow-responses',
    severity: 'ticket',
    owner: 'application',
    summary: 'One request in twenty waits more than a second for its answer.',
    impact: 'Pages load slowly; event streams open late.',
    firstCommand: countTasks,
    expected: 'when the load outgrows the tasks or the database; a release that causes it is rolled back',
    signal: () => ({
      expression: `IF(FILL(requests, 0) >= ${trafficFloor}, FILL(slowest, 0), 0)`,
      label: 'Time to the first byte, 95th percentile, s',
      metrics: { requests: balancerMetric('RequestCount'), slowest: targetMetric('TargetResponseTime', 'p95') },
    }),
    threshold: {
      comparison: 'above',
      value: 1,
      unit: 's',
      reason: `no answer needs a model: streams send their first byte at once; a second is where people notice that they wait, and below ${trafficFloor} requests a minute a percentile is a single request`,
    },
    evaluation: { period: 60, datapoints: 5, of: 5 },
    missingData: { means: 'notBreaching', reason: 'no data means no requests' },
    explainedBy: 'no-healthy-hosts',
    rollsBack: true,
  },
  {
    id: 'rejected-connections',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'The load balancer refuses connections because it has reached its limit.',
    impact: 'Some clients cannot connect at all.',
    firstCommand: `aws cloudwatch get-metric-statistics --namespace AWS/ApplicationELB --metric-name ActiveConnectionCount --dimensions "Name=LoadBalancer,Value=$(pulumi stack output loadBalancer | cut -d/ -f2-)" --start-time "$(node -p 'new Date(Date.now() - 3600000).toISOString()')" --end-time "$(node -p 'new Date().toISOString()')" --period 300 --statistics Sum`,
    expected: 'never; the limit grows with the traffic, so a sudden flood is the likely reason',
    signal: () => ({ metric: balancerMetric('RejectedConnectionCount') }),
    threshold: {
      comparison: 'at-least',
      value: 1,
      unit: 'connections',
      reason: 'each of them is a client that was turned away',
    },
    evaluation: { period: 60, datapoints: 2, of: 5 },
    missingData: { means: 'notBreaching', reason: 'the metric is written only when it is not zero' },
    rollsBack: false,
  },
]
