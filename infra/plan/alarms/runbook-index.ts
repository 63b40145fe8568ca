import type { Alarm } from './alarm.ts'
import { conditionText } from './alarm-text.ts'

/** The table of runbooks/README.md: one row per alarm. */
export const runbookIndex = (alarms: readonly Alarm[]): string =>
  [
    '| alarm | severity | fires | what is wrong |',
    '| --- | --- | --- | --- |',
    ...alarms.map(
      (alarm) => `| [${alarm.id}](${alarm.id}.md) | ${alarm.severity} | ${conditionText(alarm)} | ${alarm.summary} |`,
    ),
  ].join('\n')
