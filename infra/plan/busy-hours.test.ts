import fc from 'fast-check'
import { expect, test } from 'vitest'
import { busyShare, scheduledMinimums } from './busy-hours.ts'
import { readHours } from './times.ts'

const office = { busyHours: '08:00-18:00', busyDays: 'MON-FRI', busyTasks: 2, minTasks: 1 } as const

test('office hours are one rise, asserted each hour until the end, and one fall', () => {
  expect(scheduledMinimums(office)).toEqual([
    { id: 'busy', schedule: 'cron(0 8-17 ? * MON,TUE,WED,THU,FRI *)', minTasks: 2 },
    { id: 'quiet', schedule: 'cron(0 18 ? * MON,TUE,WED,THU,FRI *)', minTasks: 1 },
  ])
})

test.each([
  ['08:30-18:15', '30 8-17', '15 18'],
  ['08:30-18:30', '30 8-17', '30 18'],
  ['08:30-18:31', '30 8-18', '31 18'],
  ['12:00-12:45', '0 12', '45 12'],
  ['00:00-23:59', '0 0-23', '59 23'],
])('%s rises at %s and falls at %s', (busyHours, rise, fall) => {
  expect(scheduledMinimums({ ...office, busyHours, busyDays: 'SUN' }).map(({ schedule }) => schedule)).toEqual([
    `cron(${rise} ? * SUN *)`,
    `cron(${fall} ? * SUN *)`,
  ])
})

test('without hours nothing is scheduled and no time is busy', () => {
  expect(scheduledMinimums({ ...office, busyHours: undefined })).toEqual([])
  expect(busyShare({ ...office, busyHours: undefined })).toBe(0)
})

test('no rise is at or after the fall, and the last one is less than an hour before it', () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 })
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = (value: number) => `${two(Math.floor(value / 60))}:${two(value % 60)}`
  let checked = 0
  fc.assert(
    fc.property(minute, minute, (start, end) => {
      const hours = `${clock(start)}-${clock(end)}`
      expect(readHours(hours)).toEqual(start < end ? { start, end } : undefined)
      if (start >= end) return
      checked++
      const [rise = '', fall = ''] = scheduledMinimums({ ...office, busyHours: hours }).map(({ schedule }) => schedule)
      const [, atMinute, first, last = first] = /^cron\((\d+) (\d+)(?:-(\d+))? /.exec(rise) ?? []
      const [, fallMinute, fallHour] = /^cron\((\d+) (\d+) /.exec(fall) ?? []
      expect(Number(first) * 60 + Number(atMinute)).toBe(start)
      expect(Number(fallHour) * 60 + Number(fallMinute)).toBe(end)
      const left = end - (Number(last) * 60 + Number(atMinute))
      expect(left).toBeGreaterThan(0)
      expect(left).toBeLessThanOrEqual(60)
    }),
  )
  expect(checked).toBeGreaterThan(10)
})

test('the busy share of a week is counted by the minute', () => {
  expect(busyShare(office)).toBeCloseTo(50 / 168)
  expect(busyShare({ ...office, busyHours: '12:00-12:30', busyDays: 'SAT,SUN' })).toBeCloseTo(1 / 168)
})
