import { integer } from './setting.ts'

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
} as const
