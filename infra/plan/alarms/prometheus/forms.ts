import type { PrometheusForm } from './form.ts'
import { processForms } from './process-forms.ts'
import { requestForms } from './request-forms.ts'
import { runForms } from './run-forms.ts'

/** Alarms that the application's own metrics show, by id. */
export const prometheusForms: Readonly<Record<string, PrometheusForm>> = {
  ...processForms,
  ...requestForms,
  ...runForms,
}

const balancer = 'it is about the load balancer of AWS; another proxy has metrics of its own'
const scheduler = 'it is about what ECS does; nothing else here starts or stops instances'
const rds = 'it is a metric of RDS; a PostgreSQL of your own is watched by its exporter'
const backups = 'it is about AWS Backup; whatever backs up a host has to tell by itself'
const reports = 'a scrape that brings nothing shows as unhealthy-hosts'
const efs = 'it is a metric of EFS; the volume of a host shows as database-storage-low'

/** Alarms that Prometheus cannot have, by id, each with the reason. A test knows every alarm to be here or above. */
export const notInPrometheus: Readonly<Record<string, string>> = {
  'balancer-errors': balancer,
  'rejected-connections': balancer,
  'tasks-missing': scheduler,
  'at-max-tasks': scheduler,
  'deployment-failed': scheduler,
  'migration-failed': 'it is over before anything can be scraped; a server that cannot start shows as no-healthy-hosts',
  'task-out-of-memory':
    'a process that is killed counts nothing; three times show as tasks-stopping, and high-memory comes before',
  'database-cpu-high': rds,
  'database-connections-high': rds,
  'database-memory-low': rds,
  'database-credits-low': rds,
  'volume-not-mounted': efs,
  'volume-io-limit': efs,
  'backup-failed': backups,
  'backup-missing': backups,
  'metrics-missing': reports,
  'metrics-unreadable': reports,
  'certificate-expiring': 'it belongs to what ends TLS before the application; a probe from outside sees it',
}
