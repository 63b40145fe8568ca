/** UTC, daily. Outside of the hour before a maintenance window of RDS, in which RDS refuses backups, and of the window. */
export const backupSchedule = 'cron(0 5 ? * * *)'

/**
 * For how many days the database can be taken back to any second. That takes RDS's own daily snapshots and its log, so
 * longer than a week would pay twice for what the vault keeps anyway: one recovery point a day for `backupDays` days.
 */
export const pointInTimeDays = (backupDays: number): number => Math.min(7, backupDays)
