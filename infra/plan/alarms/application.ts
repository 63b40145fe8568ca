import type { Alarm } from './alarm.ts'

/** What the application says of itself. */
export const applicationAlarms: readonly Alarm[] = [
  {
    id: 'error-lines',
    severity: 'ticket',
    owner: 'application',
    summary: 'The application logs errors: something happened that its code does not foresee.',
    impact: 'Single requests or runs fail with an error that tells users nothing but a request id.',
    firstCommand:
      'aws logs tail "$(pulumi stack output logGroup)" --since 30m --filter-pattern \'{ $.level = "error" || $.level = "fatal" }\'',
    expected: 'after a release with a defect; failures of providers and users are warnings and do not count',
    signal: () => ({ logPattern: '{ $.level = "error" || $.level = "fatal" }' }),
    threshold: {
      comparison: 'above',
      value: 5,
      unit: 'lines',
      reason:
        'an error line is a defect by definition, and more than five in five minutes are not a single odd request',
    },
    evaluation: { period: 300, datapoints: 2, of: 3 },
    missingData: { means: 'notBreaching', reason: 'no data means that nothing was logged' },
    rollsBack: false,
  },
]
