import type { PlainSettings } from './settings-table.ts'
import { readDays, readHours } from './times.ts'

type BusySettings = Pick<PlainSettings, 'busyHours' | 'busyDays' | 'busyTasks' | 'minTasks'>

/** A change of the minimum at fixed times. */
export interface ScheduledMinimum {
  readonly id: 'busy' | 'quiet'
  /** In the time zone of the settings. */
  readonly schedule: string
  readonly minTasks: number
}

/**
 * When the minimum of the scaler changes; nothing without busy hours. The busy minimum is set again each hour: whatever
 * resets the scaler in between, such as a deployment that changes its bounds, costs an hour and not the day.
 */
export function scheduledMinimums({ busyHours, busyDays, busyTasks, minTasks }: BusySettings): ScheduledMinimum[] {
  const hours = busyHours === undefined ? undefined : readHours(busyHours)
  const days = readDays(busyDays)
  if (hours === undefined || days === undefined) return []
  const cron = (minute: number, hour: string) => `cron(${minute} ${hour} ? * ${days.join(',')} *)`
  const { start, end } = hours
  const [minute, first] = [start % 60, Math.floor(start / 60)]
  const last = first + Math.floor((end - start - 1) / 60)
  return [
    { id: 'busy', schedule: cron(minute, first === last ? String(first) : `${first}-${last}`), minTasks: busyTasks },
    { id: 'quiet', schedule: cron(end % 60, String(Math.floor(end / 60))), minTasks },
  ]
}

/** Share of a week that is busy, from 0 to 1. */
export function busyShare({ busyHours, busyDays }: Pick<BusySettings, 'busyHours' | 'busyDays'>): number {
  const hours = busyHours === undefined ? undefined : readHours(busyHours)
  const days = readDays(busyDays)
  if (hours === undefined || days === undefined) return 0
  return ((hours.end - hours.start) * days.length) / (7 * 24 * 60)
}
