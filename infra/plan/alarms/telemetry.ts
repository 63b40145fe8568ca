import type { Alarm } from './alarm.ts'
import { applicationMetric } from './application.ts'
import { readLog } from './commands.ts'
import { targetMetric } from './load-balancer.ts'
import type { Metric } from './signal.ts'

const unreadable = (name: string): Metric => ({ namespace: 'AWS/Logs', name, scope: 'log-group', statistic: 'Sum' })

/** Lines of metrics in the application's log. */
const readMetricLines = readLog(10, `--filter-pattern '{ $._aws.Timestamp > 0 }' --max-items 5`)

/** Whether the other alarms see anything: most of those about the application take silence for a good sign. */
export const telemetryAlarms: readonly Alarm[] = [
  {
    id: 'metrics-missing',
    severity: 'ticket',
    owner: 'application',
    summary: 'Tasks answer, but the metrics of the application do not arrive.',
    impact: 'Nothing; but alarms about runs, providers and secrets cannot fire.',
    firstCommand: readMetricLines,
    expected: 'never; every task writes its metrics to the log once a minute',
    signal: () => ({
      expression: 'IF(healthy > 0, FILL(reports, 0), 1)',
      label: 'Reports of the application, while a task is healthy',
      metrics: {
        healthy: targetMetric('HealthyHostCount', 'Minimum'),
        reports: applicationMetric('mpla_process_starts_total', 'SampleCount'),
      },
    }),
    threshold: {
      comparison: 'below',
      value: 1,
      unit: 'reports',
      reason: 'each task reports five times in five minutes, so none in a quarter of an hour is no accident',
    },
    evaluation: { period: 300, datapoints: 3, of: 3 },
    missingData: { means: 'notBreaching', reason: 'no data means no task, which no-healthy-hosts reports' },
    rollsBack: false,
  },
  {
    id: 'metrics-unreadable',
    severity: 'ticket',
    owner: 'application',
    summary: 'CloudWatch cannot read some of the lines in which the application reports its metrics.',
    impact: 'Nothing; but alarms about what these lines say cannot fire.',
    firstCommand: readMetricLines,
    expected: 'never; a release that writes such lines fails its tests',
    signal: () => ({
      expression: 'FILL(unparsed, 0) + FILL(invalid, 0)',
      label: 'Lines of metrics that CloudWatch drops',
      metrics: { unparsed: unreadable('EMFParsingErrors'), invalid: unreadable('EMFValidationErrors') },
    }),
    threshold: {
      comparison: 'at-least',
      value: 1,
      unit: 'lines',
      reason:
        'a line that cannot be read is dropped with all that it says; one alone may have been cut by a task that was killed',
    },
    evaluation: { period: 300, datapoints: 2, of: 3 },
    missingData: { means: 'notBreaching', reason: 'no data means that every line could be read' },
    rollsBack: false,
  },
]
