import { alarmDescription } from '../../plan/alarms/alarm-text.ts'
import { alarms } from '../../plan/alarms/alarms.ts'
import { resource, testRules } from '../../test-support/policy-cases.ts'
import { alarmRules } from './alarms.ts'

const alarm = (inputs: object, kind = 'metricAlarm:MetricAlarm') => resource(`aws:cloudwatch/${kind}`, { ...inputs })
const composite = (inputs: object) => alarm(inputs, 'compositeAlarm:CompositeAlarm')
const told = { alarmActions: ['arn:topic'], okActions: ['arn:topic'] }
const [text = ''] = alarms.map((each) => alarmDescription(each, undefined))

testRules(alarmRules, {
  'alarms-have-actions': {
    right: [
      [alarm(told)],
      [composite(told)],
      [alarm({ name: 'long' }), composite({ ...told, alarmRule: 'ALARM("long") AND ALARM("short")' })],
      [
        alarm({ name: 'long' }),
        composite({ alarmName: 'both', alarmRule: 'ALARM("long")' }),
        composite({ ...told, alarmRule: 'ALARM("both")' }),
      ],
    ],
    wrong: [
      [['nobody is told of it'], alarm({ alarmActions: [] })],
      [['nobody is told of it'], composite({ ...told, okActions: undefined })],
      [['nobody is told of it'], alarm({ ...told, actionsEnabled: false })],
      [['nobody is told of it'], alarm({ name: 'long' }), composite({ ...told, alarmRule: 'ALARM("longer")' })],
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
