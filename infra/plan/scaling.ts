import type { Settings } from './settings-table.ts'

/** A value that autoscaling keeps each task near, by starting and stopping tasks. */
export interface ScalingTarget {
  readonly id: string
  readonly metric: 'ECSServiceAverageCPUUtilization' | 'ECSServiceAverageMemoryUtilization' | 'ALBRequestCountPerTarget'
  /** Whether the metric belongs to a target group. */
  readonly isPerTarget: boolean
  /** Percent, or requests a minute and task. */
  readonly value: number
  /** Seconds after a change before the next one in the same direction. */
  readonly scaleOutCooldown: number
  readonly scaleInCooldown: number
}

/** Out quickly, because users wait; in slowly, because runs are under way and a new task costs a minute. */
const cooldowns = { scaleOutCooldown: 60, scaleInCooldown: 300 }

/**
 * What autoscaling of a stack aims at; nothing where the number of tasks is fixed.
 * Memory only adds tasks in practice: the heap of Node does not shrink with its load.
 */
export const scalingTargets = ({
  minTasks,
  maxTasks,
  requestsPerTask,
}: Pick<Settings, 'minTasks' | 'maxTasks' | 'requestsPerTask'>): readonly ScalingTarget[] =>
  minTasks === maxTasks
    ? []
    : [
        { id: 'cpu', metric: 'ECSServiceAverageCPUUtilization', isPerTarget: false, value: 60, ...cooldowns },
        { id: 'memory', metric: 'ECSServiceAverageMemoryUtilization', isPerTarget: false, value: 75, ...cooldowns },
        { id: 'requests', metric: 'ALBRequestCountPerTarget', isPerTarget: true, value: requestsPerTask, ...cooldowns },
      ]
