import type { Alarm } from '../alarm.ts'
import { conditionText } from '../alarm-text.ts'
import { notInPrometheus, prometheusForms } from './forms.ts'

/** The tables of docs/prometheus.md: alarms with a rule and their first command; those without one and why. */
export const prometheusTables = (alarms: readonly Alarm[]): string => {
  const rows = (lines: readonly (readonly string[])[]) => lines.map((cells) => `| ${cells.join(' | ')} |`)
  const page = ({ id }: Alarm) => `[${id}](../runbooks/${id}.md)`
  const commandOf = ({ id }: Alarm) => prometheusForms[id]?.firstCommand.replaceAll('|', '\\|') ?? ''
  return [
    ...rows([
      ['alarm', 'severity', 'fires', 'first command'],
      ['---', '---', '---', '---'],
      ...alarms
        .filter(({ id }) => id in prometheusForms)
        .map((alarm) => [page(alarm), alarm.severity, conditionText(alarm), `\`${commandOf(alarm)}\``]),
    ]),
    '',
    'Alarms that Prometheus cannot have:',
    '',
    ...rows([
      ['alarm', 'reason'],
      ['---', '---'],
      ...alarms
        .filter(({ id }) => id in notInPrometheus)
        .map((alarm) => [page(alarm), notInPrometheus[alarm.id] ?? '']),
    ]),
  ].join('\n')
}
