import { stackPrefix } from '../names.ts'
import type { Alarm, AlarmedStack } from './alarm.ts'
import type { Metric } from './signal.ts'

const serviceMetric = (name: string): Metric => ({
  namespace: 'AWS/ECS',
  name,
  scope: 'service',
  statistic: 'Average',
})

/**
 * Events are kept in a log group, which needs one of the ten resource policies that CloudWatch Logs allows in a region:
 * too few for stacks that come and go, where `pulumi up` reports a failed deployment anyway.
 */
export const hasEventAlarms = ({ kind }: AlarmedStack): boolean => kind === 'prod'

/** The tasks, and what ECS does with them. */
export const serviceAlarms: readonly Alarm[] = [
  {
    id: 'high-cpu',
    severity: 'ticket',
    owner: 'application',
    summary: 'The tasks use almost all of their CPU, and autoscaling does not bring it down.',
    impact: 'Pages and event streams become slow; runs take longer.',
    firstCommand:
      'aws ecs describe-services --cluster "$(pulumi stack output cluster)" --services "$(pulumi stack output service)" --query "services[0].[desiredCount,runningCount,pendingCount]"',
    expected: 'when the load has outgrown mpla:maxTasks and mpla:cpu',
    signal: () => ({ metric: serviceMetric('CPUUtilization') }),
    threshold: {
      comparison: 'above',
      value: 85,
      unit: '%',
      reason:
        'autoscaling aims at 60 % and a new task takes about five minutes to help, so ten minutes above 85 % mean that it cannot',
    },
    evaluation: { period: 60, datapoints: 10, of: 15 },
    missingData: { means: 'notBreaching', reason: 'no data means no running task, which no-healthy-hosts reports' },
    rollsBack: false,
  },
  {
    id: 'deployment-failed',
    severity: 'page',
    owner: 'application',
    summary: 'ECS gave up a deployment and went back to the release before it.',
    impact: 'Users notice nothing as long as the former release runs; the new one is not there.',
    firstCommand:
      'aws ecs describe-services --cluster "$(pulumi stack output cluster)" --services "$(pulumi stack output service)" --query "services[0].events[0:5].message"',
    expected: 'when a release cannot start or breaks an alarm that rolls back; `pulumi up` fails at the same time',
    applies: hasEventAlarms,
    signal: ({ stack }) => ({
      event: {
        source: ['aws.ecs'],
        'detail-type': ['ECS Deployment State Change'],
        resources: [{ wildcard: `*:service/${stackPrefix(stack)}/${stackPrefix(stack)}` }],
        detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
      },
    }),
    threshold: { comparison: 'at-least', value: 1, unit: 'events', reason: 'each failed deployment is one event' },
    evaluation: { period: 60, datapoints: 1, of: 1 },
    missingData: { means: 'notBreaching', reason: 'no data means that no deployment failed' },
    rollsBack: false,
  },
]
