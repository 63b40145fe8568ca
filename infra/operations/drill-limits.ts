import type { Alarm } from '../plan/alarms/alarm.ts'
import type { Exercise } from './exercise.ts'

/** How long a drill waits before it says that something did not happen. In seconds. */
export interface DrillLimits {
  /** From a fault to the alarm. */
  readonly fires: number
  /** From the alarm to its message. */
  readonly tells: number
  /** From the last command of the page to the end of the alarm. */
  readonly ends: number
  /** Between two looks, at most 20. */
  readonly look: number
}

/** An alarm that watches an hour or more is evaluated once an hour (Amazon CloudWatch User Guide, "Evaluating an alarm"). */
const slowPeriod = 3600

/** Seconds that the evaluation of an alarm looks back on. */
const windowOf = ({ evaluation }: Alarm): number =>
  'long' in evaluation ? evaluation.long : evaluation.period * evaluation.of

/**
 * @param on an emulator answers at once or never
 * @param cause after a fault the alarm looks back on it until it is out of its window
 */
export function limitsOf(alarm: Alarm, on: Exercise['on'], cause: 'state' | 'fault'): DrillLimits {
  if (on === 'emulator') return { fires: 10, tells: 10, ends: 10, look: 1 }
  const evaluation = windowOf(alarm) >= slowPeriod ? 4500 : 900
  return {
    fires: windowOf(alarm) + evaluation,
    // A notifier waits two minutes for the alarm that explains it, after CloudWatch has evaluated once more.
    tells: 420,
    ends: cause === 'fault' ? windowOf(alarm) + evaluation : evaluation,
    look: 5,
  }
}
