import type { Alarm, AlarmedStack } from './alarm.ts'
import { countTasks, readServiceEvents } from './commands.ts'
import { keepOneTaskAway, wantEveryTask } from './fault.ts'
import type { Metric } from './signal.ts'

const serviceMetric = (name: string): Metric => ({
  namespace: 'AWS/ECS',
  name,
  scope: 'service',
  statistic: 'Average',
})

/** Container Insights counts tasks. It costs money for each of its metrics, so dev stacks go without. */
const hasInsights = ({ kind }: AlarmedStack): boolean => kind === 'prod'

const insightsMetric = (name: string): Metric => ({
  namespace: 'ECS/ContainerInsights',
  name,
  scope: 'service',
  statistic: 'Average',
})

/** The tasks, and what ECS does with them. */
export const serviceAlarms: readonly Alarm[] = [
  {
    id: 'high-cpu',
    severity: 'ticket',
    owner: 'application',
    summary: 'The tasks use almost all of their CPU, and autoscaling does not bring it down.',
    impact: 'Pages and event streams become slow; runs take longer.',
    firstCommand: countTasks,
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
    id: 'high-memory',
    severity: 'ticket',
    owner: 'application',
    summary: 'The tasks use almost all of their memory.',
    impact:
      'Nothing yet; at the limit a task sheds requests with 503, and beyond it is killed and its runs are taken up again.',
    firstCommand: countTasks,
    expected: 'when the load has outgrown mpla:memory, or a release leaks',
    signal: () => ({ metric: serviceMetric('MemoryUtilization') }),
    threshold: {
      comparison: 'above',
      value: 85,
      unit: '%',
      reason: 'autoscaling aims at 75 %, and a task is killed without warning at 100 %',
    },
    evaluation: { period: 60, datapoints: 10, of: 15 },
    missingData: { means: 'notBreaching', reason: 'no data means no running task, which no-healthy-hosts reports' },
    rollsBack: false,
  },
  {
    id: 'tasks-missing',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'Fewer tasks run than ECS is asked to run, and it does not get there.',
    impact: 'Less capacity than the load needs; nothing as long as the others keep up.',
    firstCommand: readServiceEvents,
    expected: 'rarely: a zone without Fargate capacity, an image or a secret that cannot be fetched',
    applies: hasInsights,
    signal: () => ({
      expression: 'desired - running',
      label: 'Tasks that are missing',
      metrics: { desired: insightsMetric('DesiredTaskCount'), running: insightsMetric('RunningTaskCount') },
    }),
    threshold: {
      comparison: 'at-least',
      value: 1,
      unit: 'tasks',
      reason:
        'a deployment and autoscaling are done within ten minutes, so whatever is missing longer does not come by itself',
    },
    evaluation: { period: 60, datapoints: 12, of: 15 },
    missingData: { means: 'notBreaching', reason: 'no data means no running task, which no-healthy-hosts reports' },
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
    fault: keepOneTaskAway,
  },
  {
    id: 'at-max-tasks',
    severity: 'ticket',
    owner: 'application',
    summary: 'Autoscaling has started as many tasks as it may.',
    impact: 'Nothing yet; any more load makes the service slow.',
    firstCommand: countTasks,
    expected: 'on the busiest days of the year; weekly means that mpla:maxTasks or mpla:cpu is too low',
    applies: (stack) => hasInsights(stack) && stack.maxTasks > stack.minTasks,
    signal: ({ maxTasks }) => ({
      expression: `100 * desired / ${maxTasks}`,
      label: 'Tasks, % of mpla:maxTasks',
      metrics: { desired: insightsMetric('DesiredTaskCount') },
    }),
    threshold: {
      comparison: 'at-least',
      value: 100,
      unit: '%',
      reason: 'a peak passes within a quarter of an hour, and only a lasting one needs a larger limit',
    },
    evaluation: { period: 60, datapoints: 15, of: 15 },
    missingData: { means: 'notBreaching', reason: 'no data means no running task, which no-healthy-hosts reports' },
    rollsBack: false,
    fault: wantEveryTask,
  },
]
