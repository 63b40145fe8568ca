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

type ScalingSettings = Pick<
  Settings,
  'minTasks' | 'maxTasks' | 'requestsPerTask' | 'scaleOutCooldown' | 'scaleInCooldown'
>

/**
 * What autoscaling of a stack aims at; nothing where the number of tasks is fixed.
 * Memory only adds tasks in practice: the heap of Node does not shrink with its load.
 */
export function scalingTargets(settings: ScalingSettings): readonly ScalingTarget[] {
  const { minTasks, maxTasks, requestsPerTask, scaleOutCooldown, scaleInCooldown } = settings
  if (minTasks === maxTasks) return []
  const cooldowns = { scaleOutCooldown, scaleInCooldown }
  return [
    { id: 'cpu', metric: 'ECSServiceAverageCPUUtilization', isPerTarget: false, value: 60, ...cooldowns },
    { id: 'memory', metric: 'ECSServiceAverageMemoryUtilization', isPerTarget: false, value: 75, ...cooldowns },
    { id: 'requests', metric: 'ALBRequestCountPerTarget', isPerTarget: true, value: requestsPerTask, ...cooldowns },
  ]
}
