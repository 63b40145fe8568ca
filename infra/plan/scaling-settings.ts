import { integer, optionalText, text } from './setting.ts'
import { isTimeZone, readDays, readHours } from './times.ts'

/** How many tasks run, and when. */
export const scalingSettings = {
  minTasks: integer(1, 3, {
    description: 'Tasks that always run',
    unit: 'tasks',
    example: '2',
    defaults: { prod: 1, dev: 1 },
  }),
  maxTasks: integer(1, 3, {
    description: 'Tasks that autoscaling may start',
    unit: 'tasks',
    example: '3',
    defaults: { prod: 3, dev: 1 },
  }),
  requestsPerTask: integer(60, 100_000, {
    description: 'Requests a minute and task above which another task is started',
    unit: 'requests a minute',
    example: '1000',
    defaults: { prod: 1000, dev: 1000 },
  }),
  scaleOutCooldown: integer(0, 3600, {
    description: 'Wait after tasks were started before more are started',
    unit: 'seconds',
    example: '60',
    defaults: { prod: 60, dev: 60 },
  }),
  scaleInCooldown: integer(0, 3600, {
    description: 'Wait after a task was stopped before the next one is; long, because runs are under way in it',
    unit: 'seconds',
    example: '300',
    defaults: { prod: 300, dev: 300 },
  }),
  busyHours: optionalText({ test: (raw) => readHours(raw) !== undefined }, 'HH:MM-HH:MM, the second time later', {
    description: 'Hours in which at least busyTasks run, on busyDays and in timeZone; none when not set',
    example: '08:00-18:00',
  }),
  busyTasks: integer(2, 3, {
    description: 'Tasks that always run in busy hours; more than minTasks, at most maxTasks',
    unit: 'tasks',
    example: '2',
    defaults: { prod: 2, dev: 2 },
  }),
  busyDays: text(
    { test: (raw) => readDays(raw) !== undefined },
    'days and ranges of days such as MON-FRI or MON,SAT-SUN',
    {
      description: 'Days that have busy hours',
      example: 'MON-FRI',
      defaults: { prod: 'MON-FRI', dev: 'MON-FRI' },
    },
  ),
  timeZone: text({ test: isTimeZone }, 'the name of a time zone such as Europe/Berlin, or UTC', {
    description: 'Time zone of the busy hours, with its summer time',
    example: 'Europe/Berlin',
    defaults: { prod: 'UTC', dev: 'UTC' },
  }),
} as const
