import { stackPrefix } from '../names.ts'
import type { Alarm, AlarmedStack } from './alarm.ts'
import { readLog, readServiceEvents } from './commands.ts'
import type { EventSignal } from './signal.ts'

/**
 * Events are kept in a log group, which needs one of the ten resource policies that CloudWatch Logs allows in a region:
 * too few for stacks that come and go, where `pulumi up` reports a failed deployment anyway.
 */
export const hasEventAlarms = ({ kind }: AlarmedStack): boolean => kind === 'prod'

/** A task of the stack's service that ended, with whatever else `detail` says of it. */
const stoppedTask = (stack: string, detail: Readonly<Record<string, unknown>>): EventSignal => ({
  event: {
    source: ['aws.ecs'],
    'detail-type': ['ECS Task State Change'],
    detail: { lastStatus: ['STOPPED'], group: [`service:${stackPrefix(stack)}`], ...detail },
  },
})

/** Releases and tasks that end before their time. */
export const deliveryAlarms: readonly Alarm[] = [
  {
    id: 'deployment-failed',
    severity: 'page',
    owner: 'application',
    summary: 'ECS gave up a deployment and went back to the release before it.',
    impact: 'Users notice nothing as long as the former release runs; the new one is not there.',
    firstCommand: readServiceEvents,
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
  {
    id: 'migration-failed',
    severity: 'page',
    owner: 'application',
    summary: 'The migration that runs before the application ended with an error, so a task could not start.',
    impact: 'Users notice nothing while older tasks run; no new task can start until it is repaired.',
    firstCommand: readLog(60, '--log-stream-name-prefix migrate'),
    expected: 'never in a release that was tried in a dev stack; else when the database is away while a task starts',
    applies: hasEventAlarms,
    signal: ({ stack }) =>
      stoppedTask(stack, { containers: { name: ['migrate'], exitCode: [{ 'anything-but': [0] }] } }),
    threshold: {
      comparison: 'at-least',
      value: 2,
      unit: 'events',
      reason: 'ECS tries again by itself, so once may be a database that was away for a moment, and twice is not',
    },
    evaluation: { period: 900, datapoints: 1, of: 1 },
    missingData: { means: 'notBreaching', reason: 'no data means that no migration failed' },
    rollsBack: false,
  },
  {
    id: 'task-out-of-memory',
    severity: 'ticket',
    owner: 'application',
    summary: 'A task was killed because it used more memory than it has.',
    impact: 'Requests and streams of that task broke off; its runs are taken up again.',
    firstCommand: readServiceEvents,
    expected: 'never; the application sheds requests before it reaches the limit',
    applies: hasEventAlarms,
    signal: ({ stack }) => stoppedTask(stack, { containers: { reason: [{ prefix: 'OutOfMemory' }] } }),
    threshold: { comparison: 'at-least', value: 1, unit: 'events', reason: 'each is a task that was killed' },
    evaluation: { period: 60, datapoints: 1, of: 1 },
    missingData: { means: 'notBreaching', reason: 'no data means that no task was killed' },
    rollsBack: false,
  },
  {
    id: 'tasks-stopping',
    severity: 'ticket',
    owner: 'application',
    summary: 'Tasks end by themselves again and again.',
    impact: 'Streams break off and are taken up again; with a single task the service is away for a minute each time.',
    firstCommand: readServiceEvents,
    expected: 'never; a task ends only when ECS tells it to',
    applies: hasEventAlarms,
    signal: ({ stack }) => stoppedTask(stack, { stopCode: ['EssentialContainerExited'] }),
    threshold: {
      comparison: 'at-least',
      value: 3,
      unit: 'events',
      reason: 'ECS replaces a task that ends once; three in a quarter of an hour are a cause that stays',
    },
    evaluation: { period: 900, datapoints: 1, of: 1 },
    missingData: { means: 'notBreaching', reason: 'no data means that no task ended' },
    explainedBy: 'migration-failed',
    rollsBack: false,
  },
]
