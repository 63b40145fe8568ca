import { databaseMemoryGib, mostConnections } from '../database-sizes.ts'
import type { Alarm, AlarmedStack } from './alarm.ts'
import type { Metric } from './signal.ts'

const gib = 2 ** 30

const hasDatabase = ({ database }: AlarmedStack): boolean => database === 'postgres'

const databaseMetric = (name: string, statistic: Metric['statistic'] = 'Average'): Metric => ({
  namespace: 'AWS/RDS',
  name,
  scope: 'database',
  statistic,
})

const describeDatabase =
  'aws rds describe-db-instances --db-instance-identifier "$(pulumi stack output database)" --query "DBInstances[0].[DBInstanceStatus,DBInstanceClass,AllocatedStorage,MaxAllocatedStorage]"'

/** PostgreSQL on RDS. */
export const databaseAlarms: readonly Alarm[] = [
  {
    id: 'database-storage-low',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'The storage of the database is nearly used up.',
    impact: 'Nothing yet; a full database refuses every write, and no run can go on.',
    firstCommand: describeDatabase,
    expected: 'at most a few times in the life of a stack; the storage grows by itself up to five times its first size',
    applies: hasDatabase,
    signal: ({ databaseStorage }) => ({
      expression: `100 * free / ${databaseStorage * gib}`,
      label: 'Free storage, % of mpla:databaseStorage',
      metrics: { free: databaseMetric('FreeStorageSpace', 'Minimum') },
    }),
    threshold: {
      comparison: 'below',
      value: 9,
      unit: '%',
      reason:
        'RDS adds storage by itself below 10 %, so less than 9 % for a quarter of an hour means that it cannot any more',
    },
    evaluation: { period: 300, datapoints: 3, of: 3 },
    missingData: { means: 'notBreaching', reason: 'no data means no database, which no-healthy-hosts reports' },
    rollsBack: false,
  },
  {
    id: 'database-cpu-high',
    severity: 'ticket',
    owner: 'application',
    summary: 'The database uses almost all of its CPU.',
    impact: 'Everything that reads or writes becomes slow.',
    firstCommand: describeDatabase,
    expected: 'when the load has outgrown mpla:databaseClass, or a query lost its index',
    applies: hasDatabase,
    signal: () => ({ metric: databaseMetric('CPUUtilization') }),
    threshold: {
      comparison: 'above',
      value: 80,
      unit: '%',
      reason:
        'above it answers queue up; a quarter of an hour is longer than vacuum and backup take on a small database',
    },
    evaluation: { period: 60, datapoints: 15, of: 15 },
    missingData: { means: 'notBreaching', reason: 'no data means no database, which no-healthy-hosts reports' },
    rollsBack: false,
  },
  {
    id: 'database-connections-high',
    severity: 'ticket',
    owner: 'application',
    summary: 'Most of the connections that the database allows are taken.',
    impact: 'Nothing yet; at the limit new tasks cannot start and requests fail.',
    firstCommand: describeDatabase,
    expected: 'never with three tasks; somebody else uses the database, or connections leak',
    applies: hasDatabase,
    signal: ({ databaseClass }) => ({
      expression: `100 * connections / ${mostConnections(databaseClass)}`,
      label: 'Connections, % of what the class allows',
      metrics: { connections: databaseMetric('DatabaseConnections', 'Maximum') },
    }),
    threshold: {
      comparison: 'above',
      value: 80,
      unit: '%',
      reason: 'a deployment runs old and new tasks side by side for some minutes, which must still fit',
    },
    evaluation: { period: 60, datapoints: 10, of: 15 },
    missingData: { means: 'notBreaching', reason: 'no data means no database, which no-healthy-hosts reports' },
    rollsBack: false,
  },
  {
    id: 'database-memory-low',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'The database has hardly any memory left.',
    impact: 'Queries become slow, because PostgreSQL reads from storage and the system begins to swap.',
    firstCommand: describeDatabase,
    expected: 'when the data or the connections have outgrown mpla:databaseClass',
    applies: hasDatabase,
    signal: ({ databaseClass }) => ({
      expression: `100 * free / ${databaseMemoryGib(databaseClass) * gib}`,
      label: 'Free memory, % of the class',
      metrics: { free: databaseMetric('FreeableMemory') },
    }),
    threshold: {
      comparison: 'below',
      value: 5,
      unit: '%',
      reason:
        'what is free is cache that can be given up, and 5 % of the smallest class is 51 MiB, a handful of connections',
    },
    evaluation: { period: 60, datapoints: 15, of: 15 },
    missingData: { means: 'notBreaching', reason: 'no data means no database, which no-healthy-hosts reports' },
    rollsBack: false,
  },
  {
    id: 'database-credits-low',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'The database has used up the CPU credits that its class saves.',
    impact: 'Nothing: RDS goes on at full speed, and charges for it.',
    firstCommand: describeDatabase,
    expected: 'when the database is busier than a burstable class is made for',
    applies: (stack) => hasDatabase(stack) && stack.databaseClass.startsWith('db.t'),
    signal: () => ({ metric: databaseMetric('CPUCreditBalance', 'Minimum') }),
    threshold: {
      comparison: 'below',
      value: 10,
      unit: 'credits',
      reason: 'a credit is one processor for a minute, so ten are five minutes of the two processors of a t4g class',
    },
    evaluation: { period: 300, datapoints: 6, of: 6 },
    missingData: { means: 'notBreaching', reason: 'no data means no database, which no-healthy-hosts reports' },
    rollsBack: false,
  },
]
