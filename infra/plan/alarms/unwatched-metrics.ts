/**
 * Metrics of the application that are paid for and that no alarm watches, each with what it is for. A test knows every
 * published metric to be watched or here.
 */
export const unwatchedMetrics: Readonly<Record<string, string>> = {
  mpla_runs_resumed_total: 'tells in an incident whether interrupted runs went on; tasks-stopping is the alarm',
  mpla_runs_waiting: 'tells how many wait; queue-age is the alarm, because one that waits long is worse than many',
  mpla_runs_running: 'tells whether the queue is being worked on; queue-age and stuck-runs are the alarms',
  mpla_model_tokens_total: 'tells what models without a known price used; spend-per-hour has the others in USD',
  mpla_model_call_duration_seconds: 'calls that time out are failures, which provider-error-ratio counts',
  mpla_database_up: 'a task without its database is not ready, which unhealthy-hosts and no-healthy-hosts report',
  mpla_database_ping_seconds: 'tells in an incident whether the database is slow; users’ side is slow-responses',
  nodejs_eventloop_lag_p99_seconds: 'tells whether a process is too busy; high-cpu and slow-responses are the alarms',
  mpla_event_streams: 'tells what a process holds; high-memory is the alarm',
  mpla_event_streams_dropped_total: 'a client that does not read is the client’s matter; it comes back where it was',
  mpla_migration_success: 'migration-failed counts the exit code instead, which is there even without a log',
  mpla_migration_duration_seconds: 'one that takes too long is ended, which migration-failed reports',
}
