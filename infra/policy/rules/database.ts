import { dataList, mustBe, textList } from '../inputs.ts'
import type { Rule } from '../rule.ts'
import { ofType, refersTo } from '../stack.ts'

const types = ['aws:rds/instance:Instance']

const databasePrivate: Rule = {
  id: 'database-private',
  demands: 'No database has a public address',
  why: 'Its password would be all that stands between it and everybody',
  controls: ['RDS.2'],
  mend: 'Set publiclyAccessible to false',
  severity: 'critical',
  enforcement: 'mandatory',
  scope: 'resource',
  types,
  // AWS decides by the subnets when it is not said.
  check: ({ inputs }) => mustBe(inputs, 'publiclyAccessible', false),
}

const databaseTls: Rule = {
  id: 'database-tls',
  demands: 'A PostgreSQL instance refuses connections without TLS',
  why: 'A client that is set up wrongly would send the password and every prompt in clear text, and nobody would notice',
  controls: ['RDS.38'],
  mend: 'Give the instance a parameter group with rds.force_ssl = 1',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'stack',
  types,
  check: (resource, stack) =>
    ofType(stack, 'aws:rds/parameterGroup:ParameterGroup')
      .filter((group) => refersTo(resource, 'parameterGroupName', group))
      .some((group) =>
        dataList(group.inputs['parameters']).some(
          (parameter) => parameter['name'] === 'rds.force_ssl' && parameter['value'] === '1',
        ),
      )
      ? []
      : ['no parameter group of its own sets rds.force_ssl to 1'],
}

const databaseMaintained: Rule = {
  id: 'database-maintained',
  demands: 'A database takes minor versions by itself, exports its log, and passes its tags on to snapshots',
  why: 'A hole that is mended upstream stays open, a slow statement leaves no trace, and a snapshot belongs to nobody',
  controls: ['RDS.13', 'RDS.17', 'RDS.36'],
  mend: 'Set autoMinorVersionUpgrade and copyTagsToSnapshot, and export the log "postgresql"',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types,
  check: ({ inputs }) => [
    ...mustBe(inputs, 'autoMinorVersionUpgrade', true),
    ...mustBe(inputs, 'copyTagsToSnapshot', true),
    ...(textList(inputs['enabledCloudwatchLogsExports']).includes('postgresql')
      ? []
      : ['enabledCloudwatchLogsExports is without "postgresql"']),
  ],
}

export const databaseRules: readonly Rule[] = [databasePrivate, databaseTls, databaseMaintained]
