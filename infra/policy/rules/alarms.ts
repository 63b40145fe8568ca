import { longestDescription } from '../../plan/alarms/alarm-text.ts'
import type { PolicyResource, Rule } from '../rule.ts'
import { ofType } from '../stack.ts'

const metricAlarm = 'aws:cloudwatch/metricAlarm:MetricAlarm'
const types = [metricAlarm, 'aws:cloudwatch/compositeAlarm:CompositeAlarm']

const compositeAlarm = 'aws:cloudwatch/compositeAlarm:CompositeAlarm'

const nameOf = ({ inputs }: PolicyResource) => String(inputs['name'] ?? inputs['alarmName'])
const tells = ({ inputs }: PolicyResource) =>
  inputs['actionsEnabled'] !== false &&
  ['alarmActions', 'okActions'].every((key) => Array.isArray(inputs[key]) && inputs[key].length > 0)

/** Whether somebody hears of an alarm: from itself, or from one that is made of it. */
function isHeard(alarm: PolicyResource, composites: readonly PolicyResource[]): boolean {
  if (tells(alarm)) return true
  const above = composites.filter(({ inputs }) => String(inputs['alarmRule']).includes(`ALARM("${nameOf(alarm)}")`))
  const others = composites.filter((composite) => !above.includes(composite))
  return above.some((composite) => isHeard(composite, others))
}

const actions: Rule = {
  id: 'alarms-have-actions',
  demands: 'An alarm, or a composite alarm made of it, tells somebody when it fires and when it is over',
  why: 'An alarm that reaches nobody is none, and without the end nobody knows whether to get up',
  controls: ['CloudWatch.15', 'CloudWatch.17'],
  mend: 'Set alarmActions and okActions to the topic, and leave actionsEnabled on',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'stack',
  types,
  check: (alarm, stack) => (isHeard(alarm, ofType(stack, compositeAlarm)) ? [] : ['nobody is told of it']),
}

const missingData: Rule = {
  id: 'alarms-say-missing-data',
  demands: 'An alarm says what it means when there is no data',
  why: 'The default keeps the last state: a service that stopped reporting looks as well as it last did',
  controls: [],
  mend: 'Set treatMissingData to breaching or notBreaching',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [metricAlarm],
  check: ({ inputs }) =>
    ['breaching', 'notBreaching', 'ignore'].includes(String(inputs['treatMissingData']))
      ? []
      : [`treatMissingData is ${String(inputs['treatMissingData'] ?? 'not set')}`],
}

const runbook: Rule = {
  id: 'alarms-link-runbook',
  demands: 'The description of an alarm names its runbook, and fits into what CloudWatch takes',
  why: 'Whoever is woken up reads this first, and should not have to look for what to do',
  controls: [],
  mend: 'Make the description with infra/plan/alarms/alarm-text.ts',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types,
  check: ({ inputs }) => {
    const text = String(inputs['alarmDescription'] ?? '')
    return [
      ...(/^Runbook: \S+\.md$/m.test(text) ? [] : ['alarmDescription has no line "Runbook: …"']),
      ...(text.length <= longestDescription ? [] : [`alarmDescription has ${text.length} characters`]),
    ]
  },
}

export const alarmRules: readonly Rule[] = [actions, missingData, runbook]
