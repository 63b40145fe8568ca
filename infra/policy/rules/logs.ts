import type { Rule } from '../rule.ts'

const retention: Rule = {
  id: 'log-retention',
  demands: 'A log group says how long it keeps what is in it',
  why: 'CloudWatch keeps logs for ever by default, and prompts of users are in some of them',
  controls: ['CloudWatch.16'],
  mend: 'Set retentionInDays',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:cloudwatch/logGroup:LogGroup'],
  check: ({ inputs }) =>
    Number(inputs['retentionInDays'] ?? 0) > 0 ? [] : ['retentionInDays is not set, so nothing is ever deleted'],
}

export const logRules: readonly Rule[] = [retention]
