import type { Alarm, Threshold } from './alarm.ts'

/** Longest description CloudWatch takes, in characters. */
export const longestDescription = 1024

const words = { above: 'above', 'at-least': 'at least', below: 'below' } as const satisfies Record<
  Threshold['comparison'],
  string
>

/** The condition in words, the same in alarms, plans and runbooks: `above 5 % in 3 of 5 minutes`. */
export function conditionText({ threshold, period, datapoints, of }: Alarm): string {
  const { comparison, value, unit } = threshold
  const span = period === 60 ? 'minutes' : `periods of ${period} s`
  const unitText = unit === 'hosts' && value === 1 ? 'host' : unit
  return `${words[comparison]} ${value} ${unitText} in ${datapoints} of ${of} ${span}`
}

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
