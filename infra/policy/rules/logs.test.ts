import { resource, testRules } from '../../test-support/policy-cases.ts'
import { logRules } from './logs.ts'

const group = (inputs: object) => resource('aws:cloudwatch/logGroup:LogGroup', { ...inputs })

testRules(logRules, {
  'log-retention': {
    right: [[group({ retentionInDays: 30 })]],
    wrong: [
      [['retentionInDays is not set, so nothing is ever deleted'], group({})],
      // 0 is how the provider writes "for ever".
      [['retentionInDays is not set, so nothing is ever deleted'], group({ retentionInDays: 0 })],
    ],
  },
})
