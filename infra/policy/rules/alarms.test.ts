import { alarmDescription } from '../../plan/alarm-text.ts'
import { alarms } from '../../plan/alarms.ts'
import { resource, testRules } from '../../test-support/policy-cases.ts'
import { alarmRules } from './alarms.ts'

const alarm = (inputs: object, kind = 'metricAlarm:MetricAlarm') => resource(`aws:cloudwatch/${kind}`, { ...inputs })
const told = { alarmActions: ['arn:topic'], okActions: ['arn:topic'] }
const [text = ''] = alarms.map((each) => alarmDescription(each, undefined))

testRules(alarmRules, {
  'alarms-have-actions': {
    right: [[alarm(told)], [alarm(told, 'compositeAlarm:CompositeAlarm')]],
    wrong: [
      [['alarmActions is empty', 'okActions is empty'], alarm({ alarmActions: [] })],
      [['okActions is empty'], alarm({ ...told, okActions: undefined }, 'compositeAlarm:CompositeAlarm')],
      [['actionsEnabled is false'], alarm({ ...told, actionsEnabled: false })],
    ],
  },
  'alarms-say-missing-data': {
    right: [[alarm({ treatMissingData: 'breaching' })], [alarm({ treatMissingData: 'notBreaching' })]],
    wrong: [
      [['treatMissingData is not set'], alarm({})],
      [['treatMissingData is missing'], alarm({ treatMissingData: 'missing' })],
    ],
  },
  'alarms-link-runbook': {
    right: [[alarm({ alarmDescription: text })]],
    wrong: [
      [['alarmDescription has no line "Runbook: …"'], alarm({})],
      [['alarmDescription has no line "Runbook: …"'], alarm({ alarmDescription: 'Look into the runbook.' })],
      [['alarmDescription has 1025 characters'], alarm({ alarmDescription: `${text}\n`.padEnd(1025, 'x') })],
    ],
  },
})
