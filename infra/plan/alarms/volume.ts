import type { Alarm } from './alarm.ts'
import type { Metric } from './signal.ts'

const volumeMetric = (name: string, statistic: Metric['statistic']): Metric => ({
  namespace: 'AWS/EFS',
  name,
  scope: 'volume',
  statistic,
})

const describeVolume =
  'aws efs describe-file-systems --file-system-id "$(pulumi stack output fileSystem)" --query "FileSystems[0].[LifeCycleState,NumberOfMountTargets,SizeInBytes.Value]"'

/** The volume that tasks mount. */
export const volumeAlarms: readonly Alarm[] = [
  {
    id: 'volume-not-mounted',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'No task has the volume mounted.',
    impact: 'With SQLite the service is down; with PostgreSQL only what is kept on the volume is missing.',
    firstCommand: describeVolume,
    expected: 'never; each task mounts the volume before it starts',
    signal: () => ({ metric: volumeMetric('ClientConnections', 'Sum') }),
    threshold: {
      comparison: 'below',
      value: 1,
      unit: 'connections',
      reason: 'a task that runs is connected, so none for ten minutes means that tasks run without it or not at all',
    },
    evaluation: { period: 60, datapoints: 10, of: 10 },
    missingData: { means: 'breaching', reason: 'EFS writes no data when nobody is connected' },
    explainedBy: 'no-healthy-hosts',
    rollsBack: false,
  },
  {
    id: 'volume-io-limit',
    severity: 'ticket',
    owner: 'application',
    summary: 'The volume is near the number of operations that it can do.',
    impact: 'With SQLite everything becomes slow; with PostgreSQL only what is kept on the volume.',
    firstCommand: describeVolume,
    expected: 'never with a database; with SQLite when the load has outgrown it',
    signal: () => ({ metric: volumeMetric('PercentIOLimit', 'Maximum') }),
    threshold: {
      comparison: 'above',
      value: 80,
      unit: '%',
      reason: 'at 100 % each operation waits for others; above 80 % for ten minutes it is on its way there',
    },
    evaluation: { period: 60, datapoints: 10, of: 15 },
    missingData: { means: 'notBreaching', reason: 'no data means that nothing was read or written' },
    rollsBack: false,
  },
]
