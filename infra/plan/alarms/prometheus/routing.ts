import type { Alarm } from '../alarm.ts'
import { suppressorWait } from '../suppression.ts'

/** Folder with the addresses and keys of the receivers, one a file, so that the configuration itself holds no secret. */
const secrets = '/etc/alertmanager/secrets'

/** What the person who gets the message reads: the same four lines as in a message of CloudWatch. */
const eachAlarm = [
  '{{ range .Alerts }}{{ .Labels.alertname }} ({{ .Status }}): {{ .Annotations.summary }} ({{ .Annotations.condition }})',
  'Users: {{ .Annotations.impact }}',
  'First: {{ .Annotations.first_command }}',
  'Runbook: {{ .Annotations.runbook_url }}',
  '{{ end }}',
].join('\n')

const anyOf = (ids: readonly string[]) => `alertname=~"${ids.join('|')}"`

/** One rule for each alarm that explains others: while it fires, these tell nobody of the same installation. */
function inhibitRules(alarms: readonly Alarm[]) {
  const ids = new Set(alarms.map(({ id }) => id))
  const explaining = [...new Set(alarms.flatMap(({ explainedBy }) => explainedBy ?? []))].filter((id) => ids.has(id))
  return explaining.map((id) => ({
    source_matchers: [`alertname="${id}"`],
    target_matchers: [anyOf(alarms.filter(({ explainedBy }) => explainedBy === id).map((each) => each.id))],
    equal: ['job'],
  }))
}

/**
 * Routing for Alertmanager 0.25 or newer. One group for each installation and severity, so that what fires together is one
 * message; an alarm that another one explains waits for that one as long as CloudWatch waits.
 * @param alarms those that have a rule
 */
export function alertmanagerConfig(alarms: readonly Alarm[]) {
  const explained = alarms.filter(({ explainedBy }) => alarms.some(({ id }) => id === explainedBy))
  const waits = { matchers: [anyOf(explained.map(({ id }) => id))], group_wait: `${suppressorWait}s` }
  return {
    route: {
      receiver: 'ticket',
      group_by: ['job', 'severity'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '1d',
      routes: [
        { matchers: ['severity="page"'], receiver: 'page', repeat_interval: '4h', routes: [waits] },
        { matchers: ['severity="ticket"'], receiver: 'ticket', routes: [waits] },
      ],
    },
    inhibit_rules: inhibitRules(alarms),
    receivers: [
      {
        name: 'page',
        pagerduty_configs: [
          {
            routing_key_file: `${secrets}/page-routing-key`,
            description: '{{ .GroupLabels.job }}:{{ range .Alerts }} {{ .Annotations.summary }}{{ end }}',
            details: { alarms: eachAlarm },
          },
        ],
      },
      {
        name: 'ticket',
        slack_configs: [
          {
            api_url_file: `${secrets}/ticket-webhook-url`,
            send_resolved: true,
            title: '{{ .Status | toUpper }}: {{ .GroupLabels.job }}',
            text: eachAlarm,
          },
        ],
      },
    ],
  }
}
