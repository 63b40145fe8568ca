import { settingsTable } from '../../settings-table.ts'
import { increase, installations, type PrometheusForm, select } from './form.ts'
import { askHealthOnHost, listContainers, readLogOnHost, readMetricsOnHost } from './host-commands.ts'

const [up, databaseUp] = [select('up'), select('mpla_database_up')]

/** A ratio of two metrics of the same instance, in %. @param of what the ratio is about, a label that keeps several apart */
const percentOf = (used: string, limit: string, of: string) =>
  `label_replace(100 * ${select(used)} / ${select(limit)}, "of", "${of}", "", "")`

/** The instances: processes of the server, each of which is a target that Prometheus scrapes. */
export const processForms: Readonly<Record<string, PrometheusForm>> = {
  'no-healthy-hosts': {
    name: 'healthy_instances',
    // What readiness asks for: the process answers, and its database too. The last line: no target is known at all.
    value: () => `count by (job) (${up} == 1 and on (job, instance) ${databaseUp} == 1)
  or 0 * count by (job) (${up})
  or 0 * absent(${up})`,
    firstCommand: askHealthOnHost,
  },
  'unhealthy-hosts': {
    name: 'unhealthy_instances',
    value: () => `count by (job) (${up} == 0 or ${databaseUp} == 0)`,
    firstCommand: askHealthOnHost,
  },
  'high-cpu': {
    name: 'cpu_percent',
    // Of one processor, which is about all that one process of Node can use.
    value: (window) => `max by (job) (100 * rate(${select('process_cpu_seconds_total')}[${window}]))`,
    firstCommand: listContainers,
  },
  'high-memory': {
    name: 'memory_percent',
    value: () => `max by (job) (
  ${percentOf('process_resident_memory_bytes', 'mpla_memory_limit_bytes', 'container')}
  or ${percentOf('nodejs_heap_size_used_bytes', 'mpla_heap_limit_bytes', 'heap')})`,
    firstCommand: readMetricsOnHost('process_resident_memory|nodejs_heap_size|mpla_(memory|heap)_limit'),
  },
  'secret-age': {
    name: 'secret_age_percent',
    // There are no settings of a stack here, so it is the age that they have by themselves.
    value: () =>
      `max by (job) (100 * ${select('mpla_secret_age_days')} / ${settingsTable.secretMaxDays.defaults.prod})`,
    firstCommand: readMetricsOnHost('mpla_secret_age'),
  },
  'tasks-stopping': {
    name: 'restarts',
    // Of one instance: a release restarts each of them once.
    value: (window) => `max by (job) (changes(${select('process_start_time_seconds')}[${window}]))`,
    firstCommand: listContainers,
  },
  'database-storage-low': {
    name: 'database_storage_free_percent',
    // The volume with the SQLite file; with PostgreSQL there is no such metric.
    value: (window) =>
      `min by (job) (100 * (1 - max_over_time(mpla_data_volume_used_ratio{${installations}}[${window}])))`,
    firstCommand: readMetricsOnHost('mpla_data_volume'),
  },
  'error-lines': {
    name: 'error_lines',
    value: (window) => increase('mpla_log_lines_total', window, 'level=~"error|fatal"'),
    firstCommand: readLogOnHost(30, 'error', 'fatal'),
  },
}
