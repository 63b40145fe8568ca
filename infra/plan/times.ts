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
