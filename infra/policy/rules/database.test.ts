import { resource, testRules } from '../../test-support/policy-cases.ts'
import { databaseRules } from './database.ts'

const group = (value: string, name = 'rds.force_ssl') =>
  resource('aws:rds/parameterGroup:ParameterGroup', { parameters: [{ name, value }] })
const instance = (inputs: object, parameters?: ReturnType<typeof group>) =>
  resource(
    'aws:rds/instance:Instance',
    { ...inputs },
    parameters ? { madeFrom: { parameterGroupName: [parameters] } } : {},
  )
const kept = {
  autoMinorVersionUpgrade: true,
  copyTagsToSnapshot: true,
  enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
}

testRules(databaseRules, {
  'database-private': {
    right: [[instance({ publiclyAccessible: false })]],
    wrong: [
      [['publiclyAccessible is true, expected false'], instance({ publiclyAccessible: true })],
      [['publiclyAccessible is not set, expected false'], instance({})],
    ],
  },
  'database-tls': {
    right: [[instance({}, group('1')), group('1')]],
    wrong: [
      [['no parameter group of its own sets rds.force_ssl to 1'], instance({}, group('0')), group('0')],
      // A group that is there, but another instance’s.
      [['no parameter group of its own sets rds.force_ssl to 1'], instance({}), group('1')],
      [
        ['no parameter group of its own sets rds.force_ssl to 1'],
        instance({}, group('1', 'log_statement')),
        group('1', 'log_statement'),
      ],
    ],
  },
  'database-maintained': {
    right: [[instance(kept)]],
    wrong: [
      [
        ['autoMinorVersionUpgrade is false, expected true', 'copyTagsToSnapshot is not set, expected true'],
        instance({ ...kept, autoMinorVersionUpgrade: false, copyTagsToSnapshot: undefined }),
      ],
      [
        ['enabledCloudwatchLogsExports is without "postgresql"'],
        instance({ ...kept, enabledCloudwatchLogsExports: ['upgrade'] }),
      ],
    ],
  },
})
