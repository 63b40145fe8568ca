import type { Alarm, Threshold } from './alarm.ts'

/** Longest description CloudWatch takes, in characters. */
export const longestDescription = 1024

const words = { above: 'above', 'at-least': 'at least', below: 'below' } as const satisfies Record<
  Threshold['comparison'],
  string
>

/** Of one thing, the noun without its plural; other units stay as they are. */
const unitText = ({ value, unit }: Threshold): string => (value === 1 && unit.length > 2 ? unit.slice(0, -1) : unit)

/** A length of time in the largest unit that it is a multiple of: `5 minutes`, `1 hour`, `3 days`. */
function durationText(seconds: number): string {
  const [size, unit] = [[86_400, 'day'] as const, [3_600, 'hour'] as const, [60, 'minute'] as const].find(
    ([each]) => seconds % each === 0,
  ) ?? [1, 'second']
  const count = seconds / size
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function evaluationText({ evaluation }: Alarm): string {
  if ('long' in evaluation) return `over ${durationText(evaluation.long)} and over ${durationText(evaluation.short)}`
  const { period, datapoints, of } = evaluation
  if (of === 1) return `in ${durationText(period)}`
  return period === 60
    ? `in ${datapoints} of ${of} minutes`
    : `in ${datapoints} of ${of} periods of ${durationText(period)}`
}

/** The condition in words, the same in alarms, plans and runbooks: `above 5 % in 3 of 5 minutes`. */
export const conditionText = (alarm: Alarm): string =>
  `${words[alarm.threshold.comparison]} ${alarm.threshold.value} ${unitText(alarm.threshold)} ${evaluationText(alarm)}`

/** The threshold and its reason, as a runbook states them. */
export const thresholdText = (alarm: Alarm): string => `It fires ${conditionText(alarm)}: ${alarm.threshold.reason}.`

/** Where an alarm's runbook is. @param runbooks address of the folder; a path in the repository when not known */
export const runbookLink = (alarm: Alarm, runbooks: string | undefined): string =>
  `${runbooks ?? 'runbooks'}/${alarm.id}.md`

/** What the person who gets the alarm reads first. At most `longestDescription` characters; a test holds it for every alarm. */
export const alarmDescription = (alarm: Alarm, runbooks: string | undefined): string =>
  [
    `${alarm.summary} (${alarm.severity}; ${conditionText(alarm)})`,
    `Users: ${alarm.impact}`,
    `First: ${alarm.firstCommand}`,
    `Runbook: ${runbookLink(alarm, runbooks)}`,
  ].join('\n')

/** Of one of the two alarms behind an alarm with windows: they tell nobody, but stand in the console. */
export const windowDescription = (alarm: Alarm, seconds: number, runbooks: string | undefined): string =>
  [
    `Over ${durationText(seconds)}: ${alarm.summary}`,
    `Fires ${alarm.id} together with the other window.`,
    `Runbook: ${runbookLink(alarm, runbooks)}`,
  ].join('\n')
