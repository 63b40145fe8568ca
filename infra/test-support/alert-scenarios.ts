import type { Alarm, Windows } from '../plan/alarms/alarm.ts'
import type { AlertInput, Course } from './alert-inputs.ts'

/** A stretch of time with the value at one level. */
interface Phase {
  readonly minutes: number
  readonly level: number
}

/** What is fed to the rules, and when the alarm must be firing or not, in minutes from the start. */
export interface Scenario {
  readonly name: string
  readonly phases: readonly Phase[]
  /** Traffic a minute. */
  readonly perMinute: number
  readonly expectations: readonly { readonly minute: number; readonly firing: boolean }[]
  /** Minutes between two samples, and between two evaluations. */
  readonly stepMinutes: number
}

const counted: ReadonlySet<string> = new Set(['hosts', 'runs', 'events'])

/** Two levels as near to the threshold as makes sense: one that fires, one that must not. */
function levelsOf({ threshold: { comparison, value, unit } }: Alarm): { beyond: number; within: number } {
  if (!counted.has(unit)) {
    const [less, more] = [value * 0.96, value * 1.04]
    return comparison === 'below' ? { beyond: less, within: more } : { beyond: more, within: less }
  }
  if (comparison === 'below') return { beyond: value - 1, within: value }
  return comparison === 'above' ? { beyond: value + 1, within: value } : { beyond: value, within: value - 1 }
}

const at = (firing: boolean, ...minutes: readonly number[]) => minutes.map((minute) => ({ minute, firing }))

/** Well, beyond, well again; the same just within; the same with too little traffic to conclude anything. */
export function scenariosOf(alarm: Alarm, input: AlertInput): readonly Scenario[] {
  const { evaluation } = alarm
  const floor = input.floor ?? 0
  const scenario = 'long' in evaluation ? burning(alarm, input, evaluation) : crossing(alarm, input)
  const { within } = levelsOf(alarm)
  const silent = scenario.expectations.map(({ minute }) => ({ minute, firing: false }))
  const [well, , after] = scenario.phases.map(({ minutes }) => minutes)
  const total = scenario.phases.reduce((sum, { minutes }) => sum + minutes, 0)
  const justWithin = [
    // Windows are full of it from the beginning.
    { minutes: well ?? 0, level: 'long' in evaluation ? within : input.healthy },
    { minutes: total - (well ?? 0) - (after ?? 0), level: within },
    { minutes: after ?? 0, level: input.healthy },
  ]
  return [
    { ...scenario, name: 'fires beyond its threshold after its time, and clears' },
    { ...scenario, name: 'keeps quiet just within its threshold', phases: justWithin, expectations: silent },
    ...(floor > 0
      ? [{ ...scenario, name: 'concludes nothing from little traffic', perMinute: 0.9 * floor, expectations: silent }]
      : []),
  ]
}

/** M of N data points, taken at whole multiples of the period. */
function crossing(alarm: Alarm, input: AlertInput): Omit<Scenario, 'name'> {
  if ('long' in alarm.evaluation) throw new Error(`expected data points, ${alarm.id} has windows`)
  const { datapoints, of } = alarm.evaluation
  const period = alarm.evaluation.period / 60
  const [from, to] = [(of + 1) * period, (2 * of + 3) * period]
  // What is counted over a period is beyond the threshold when the period is over, a value at once.
  const isCounted = Object.values(input.at(input.healthy, 1)).some((course) => 'perMinute' in course)
  const late = from + (isCounted ? datapoints : datapoints - 1) * period
  // A single data point is not taken at whole multiples of the period, but at each evaluation: it nears the level steadily.
  const quietUntil = of === 1 ? from + 0.9 * period : late - 0.5
  return {
    phases: [
      { minutes: from, level: input.healthy },
      { minutes: to - from, level: levelsOf(alarm).beyond },
      { minutes: (of + 4) * period, level: input.healthy },
    ],
    perMinute: 1.2 * (input.floor ?? 0),
    expectations: [
      ...at(false, from - 0.5),
      ...(late > from ? at(false, quietUntil) : []),
      ...at(true, late + period, to - 0.5),
      ...at(false, to + (of - datapoints + 3) * period),
    ],
    stepMinutes: 0.25,
  }
}

/** The long window decides when it fires, the short one when it ends. */
function burning({ threshold }: Alarm, input: AlertInput, windows: Windows): Omit<Scenario, 'name'> {
  const [long, short] = [windows.long / 60, windows.short / 60]
  const level = Math.min(input.most ?? Number.POSITIVE_INFINITY, threshold.value * 10)
  const stepMinutes = long > 24 * 60 ? 5 : 1
  const crossedAfter = (threshold.value / level) * long
  const roughly = (minutes: number) => Math.round(minutes / stepMinutes) * stepMinutes
  const to = long + roughly(1.5 * crossedAfter)
  return {
    phases: [
      { minutes: long, level: input.healthy },
      { minutes: to - long, level },
      { minutes: short + 6 * stepMinutes, level: input.healthy },
    ],
    perMinute: 1.2 * (input.floor ?? 0),
    expectations: [
      // The short window is beyond the threshold already.
      ...at(false, long + roughly(0.7 * crossedAfter)),
      ...at(true, long + roughly(1.15 * crossedAfter) + stepMinutes, to),
      // The long window is beyond it still.
      ...at(false, to + short + 3 * stepMinutes),
    ],
    stepMinutes,
  }
}

/** Series in promtool's notation: `0+5x3` is 0 5 10 15. */
export function seriesOf(scenario: Scenario, input: AlertInput): readonly { series: string; values: string }[] {
  const phases = scenario.phases.map(({ minutes, level }) => ({
    samples: Math.round(minutes / scenario.stepMinutes),
    courses: input.at(level, scenario.perMinute),
  }))
  return Object.keys(phases[0]?.courses ?? {}).map((series) => {
    let last = 0
    const parts = phases.flatMap(({ samples, courses }) => {
      const course: Course = courses[series] ?? { gauge: 0 }
      if ('gauge' in course) return [`${course.gauge}x${samples - 1}`]
      if ('perMinute' in course) {
        const step = course.perMinute * scenario.stepMinutes
        const part = `${last + step}+${step}x${samples - 1}`
        // Added up as promtool does: a counter that is smaller by a rounding error would count as restarted.
        for (let sample = 0; sample < samples; sample++) last += step
        return [part]
      }
      const step = course.changesPerMinute * scenario.stepMinutes
      return Array.from({ length: samples }, () => {
        last += step
        return String(Math.floor(last + 1e-9))
      })
    })
    return { series, values: parts.join(' ') }
  })
}
