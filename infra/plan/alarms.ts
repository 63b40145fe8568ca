import type { Alarm, Metric } from './alarm.ts'

const balancerMetric = (name: string): Metric => ({
  namespace: 'AWS/ApplicationELB',
  name,
  scope: 'load-balancer',
  statistic: 'Sum',
})

/** Requests a minute below which a ratio says nothing. */
export const trafficFloor = 20

/** Every alarm of a stack. CloudWatch alarms, their descriptions, the runbook index and its tests are made from it. */
export const alarms: readonly Alarm[] = [
  {
    id: 'unhealthy-hosts',
    severity: 'page',
    summary: 'At least one task fails the readiness check of the load balancer.',
    impact: 'Fewer tasks answer; with a single task the service is down (503).',
    firstCommand: 'curl -sS -m 10 "$(pulumi stack output url)/api/health"',
    signal: {
      metric: {
        namespace: 'AWS/ApplicationELB',
        name: 'UnHealthyHostCount',
        scope: 'target-group',
        statistic: 'Maximum',
      },
    },
    threshold: {
      comparison: 'at-least',
      value: 1,
      unit: 'hosts',
      reason: 'one of at most three tasks is a third of the capacity, and the only one is all of it',
    },
    period: 60,
    datapoints: 3,
    of: 5,
    missingData: { means: 'breaching', reason: 'no data means that no task is registered at all' },
    rollsBack: false,
  },
  {
    id: 'server-error-ratio',
    severity: 'page',
    summary: 'Too many requests end in a server error (5xx), from the application or the load balancer.',
    impact: 'Requests fail: pages do not load, refinements cannot be started or followed.',
    firstCommand:
      'aws logs tail "$(pulumi stack output logGroup)" --since 15m --filter-pattern \'{ $.level = "error" }\'',
    signal: {
      // Requests that find no target at all count as balancer errors, but not as requests.
      expression: `IF(FILL(requests, 0) + FILL(balancerErrors, 0) >= ${trafficFloor}, 100 * (FILL(targetErrors, 0) + FILL(balancerErrors, 0)) / (FILL(requests, 0) + FILL(balancerErrors, 0)), 0)`,
      label: 'Server errors, % of requests',
      metrics: {
        requests: balancerMetric('RequestCount'),
        targetErrors: balancerMetric('HTTPCode_Target_5XX_Count'),
        balancerErrors: balancerMetric('HTTPCode_ELB_5XX_Count'),
      },
    },
    threshold: {
      comparison: 'above',
      value: 5,
      unit: '%',
      reason: `below ${trafficFloor} requests a minute nothing is concluded, and with ${trafficFloor} a single error is 5 %, so it takes two`,
    },
    period: 60,
    datapoints: 3,
    of: 5,
    missingData: {
      means: 'notBreaching',
      reason: 'no data means no requests; unhealthy-hosts sees a service that is away',
    },
    rollsBack: true,
  },
  {
    id: 'high-cpu',
    severity: 'ticket',
    summary: 'The tasks use almost all of their CPU, and autoscaling does not bring it down.',
    impact: 'Pages and event streams become slow; runs take longer.',
    firstCommand:
      'aws ecs describe-services --cluster "$(pulumi stack output cluster)" --services "$(pulumi stack output service)" --query "services[0].[desiredCount,runningCount,pendingCount]"',
    signal: { metric: { namespace: 'AWS/ECS', name: 'CPUUtilization', scope: 'service', statistic: 'Average' } },
    threshold: {
      comparison: 'above',
      value: 85,
      unit: '%',
      reason:
        'autoscaling aims at 60 % and a new task takes about five minutes to help, so ten minutes above 85 % mean that it cannot',
    },
    period: 60,
    datapoints: 10,
    of: 15,
    missingData: { means: 'notBreaching', reason: 'no data means no running task, which unhealthy-hosts reports' },
    rollsBack: false,
  },
]
