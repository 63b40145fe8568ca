import type { PlainSettings } from './settings-table.ts'

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const

/** Minutes after midnight of `HH:MM`. */
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Start and end of `HH:MM-HH:MM`, in minutes after midnight; undefined unless the end is later, on the same day. */
export function readHours(raw: string): { readonly start: number; readonly end: number } | undefined {
  const time = '([01]\\d|2[0-3]):[0-5]\\d'
  if (!new RegExp(`^${time}-${time}$`).test(raw)) return undefined
  const [start, end] = [minutesOf(raw.slice(0, 5)), minutesOf(raw.slice(6))]
  return start < end ? { start, end } : undefined
}

/** Days of `MON-FRI` or `MON,WED,SAT-SUN`, each once and in the order of the week; undefined for anything else. */
export function readDays(raw: string): readonly string[] | undefined {
  const parts = raw.split(',').map((part) => {
    const ends = part.split('-').map((day) => (weekdays as readonly string[]).indexOf(day))
    const [first = -1, last = first] = ends
    return ends.length <= 2 && first >= 0 && last >= first ? weekdays.slice(first, last + 1) : []
  })
  const days = new Set<string>(parts.flat())
  return parts.every((part) => part.length > 0) ? weekdays.filter((day) => days.has(day)) : undefined
}

/** Whether it is a time zone's name in the IANA database, in its own spelling: `Europe/Berlin`, or `UTC`. */
export function isTimeZone(raw: string): boolean {
  if (!/^(UTC|[A-Z]\w+(\/[A-Z][\w+-]*)+)$/.test(raw)) return false
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: raw }).resolvedOptions()
    // Another name for the same zone is right; the same name in other letters is not, to AWS.
    return timeZone === raw || timeZone.toLowerCase() !== raw.toLowerCase()
  } catch {
    return false
  }
}

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
