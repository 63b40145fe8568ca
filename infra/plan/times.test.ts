import { expect, test } from 'vitest'
import { isTimeZone, readDays, readHours } from './times.ts'

test.each(['8:00-18:00', '18:00-08:00', '08:00-08:00', '08:00-24:00', '08:60-09:00', '08:00', '08:00-18:00 ', ''])(
  'refuses %j as hours',
  (raw) => {
    expect(readHours(raw)).toBeUndefined()
  },
)

test('days are ranges and lists, each day once, in the order of the week', () => {
  expect(readDays('MON-FRI')).toEqual(['MON', 'TUE', 'WED', 'THU', 'FRI'])
  expect(readDays('SUN,MON,MON-TUE')).toEqual(['MON', 'TUE', 'SUN'])
  expect(readDays('SAT')).toEqual(['SAT'])
})

test.each(['FRI-MON', 'mon', 'MON-', 'MON,', 'MON-TUE-WED', '1-5', ''])('refuses %j as days', (raw) => {
  expect(readDays(raw)).toBeUndefined()
})

test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Asia/Kolkata'])(
  '%s is a time zone',
  (zone) => {
    expect(isTimeZone(zone)).toBe(true)
  },
)

test.each(['europe/berlin', 'Europe/BERLIN', 'Europe/Atlantis', 'CET', '+01:00', 'Berlin', ''])(
  '%j is none',
  (zone) => {
    expect(isTimeZone(zone)).toBe(false)
  },
)
