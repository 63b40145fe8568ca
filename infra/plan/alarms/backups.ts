import { stackPrefix } from '../names.ts'
import type { Alarm, AlarmedStack } from './alarm.ts'
import { hasEventAlarms } from './delivery.ts'
import type { Metric } from './signal.ts'

const day = 86_400

/** Of AWS Backup in the stack's vault; it is written only for hours in which there is something to count. */
const finishedJobs = (ResourceType: 'EFS' | 'RDS'): Metric => ({
  namespace: 'AWS/Backup',
  name: 'NumberOfBackupJobsCompleted',
  scope: 'vault',
  statistic: 'Sum',
  dimensions: { ResourceType },
})

/** Says that the stack is there: a task has the volume mounted as long as it runs. */
const mounted: Metric = { namespace: 'AWS/EFS', name: 'ClientConnections', scope: 'volume', statistic: 'Sum' }

/** The kinds of resources that a stack has backed up, each under the id of its metric. */
const backedUp = ({ database }: Pick<AlarmedStack, 'database'>): Readonly<Record<string, Metric>> => ({
  volumes: finishedJobs('EFS'),
  ...(database === 'postgres' && { databases: finishedJobs('RDS') }),
})

/** Metric math of the least of several metrics. @param ids at least one */
function fewest(ids: readonly string[]): string {
  const counts = ids.map((id) => `FILL(${id}, 0)`).join(', ')
  return ids.length === 1 ? counts : `MIN([${counts}])`
}

/** Jobs of AWS Backup that ended in the given states. */
const listJobs = (filter: string): string =>
  `aws backup list-backup-jobs --by-backup-vault-name "$(pulumi stack output backupVault)" ${filter} --query "BackupJobs[].[CreationDate,ResourceType,State,StatusMessage]" --output text`

/** Whether what was lost could be brought back. */
export const backupAlarms: readonly Alarm[] = [
  {
    id: 'backup-failed',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'A backup of the database or of the volume failed.',
    impact: 'Nothing; a loss today would cost a day more than usual.',
    firstCommand: listJobs('--by-state FAILED'),
    expected: 'a few times a year, when AWS or the database is busy at that hour; the job of the next day is its own',
    applies: hasEventAlarms,
    signal: ({ stack }) => ({
      event: {
        source: ['aws.backup'],
        'detail-type': ['Backup Job State Change'],
        detail: {
          state: ['FAILED', 'ABORTED', 'EXPIRED'],
          // Pulumi ends the vault's name in random characters, because one of a deleted stack keeps its own. No dash is
          // among them, so that of a stack whose own name ends in `-backups` is another one.
          backupVaultName: [{ prefix: `${stackPrefix(stack)}-backups-` }],
          backupVaultArn: [{ 'anything-but': { wildcard: `*:${stackPrefix(stack)}-backups-*-*` } }],
        },
      },
    }),
    threshold: { comparison: 'at-least', value: 1, unit: 'events', reason: 'each is a recovery point that is missing' },
    evaluation: { period: 300, datapoints: 1, of: 1 },
    missingData: { means: 'notBreaching', reason: 'no data means that no backup failed' },
    rollsBack: false,
  },
  {
    id: 'backup-missing',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'For three days no backup of the database, or none of the volume, has been finished.',
    impact: 'Nothing; what is lost now can only be brought back as it was days ago.',
    firstCommand: listJobs(''),
    expected: 'never; a plan makes one of each every day',
    signal: (stack) => ({
      expression: `IF(FILL(mounted, 0) > 0, ${fewest(Object.keys(backedUp(stack)))}, 1)`,
      label: 'Backups finished in a day, of what has the fewest',
      metrics: { mounted, ...backedUp(stack) },
    }),
    threshold: {
      comparison: 'below',
      value: 1,
      unit: 'backups',
      reason:
        'a day can pass between two daily backups that take differently long, and a new stack has none yet; three days are a plan that does not work',
    },
    evaluation: { period: day, datapoints: 3, of: 3 },
    missingData: {
      means: 'notBreaching',
      reason: 'days on which no task had the volume mounted do not count, which volume-not-mounted reports',
    },
    rollsBack: false,
  },
]
