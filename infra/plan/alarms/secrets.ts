import type { Alarm } from './alarm.ts'
import { applicationMetric } from './application.ts'

/** When each secret of the stack got its present value, oldest first. */
const listSecrets =
  'for SECRET in $(aws secretsmanager list-secrets --filters "Key=name,Values=$(pulumi stack output service)-" --query "SecretList[].Name" --output text); do echo "$(aws secretsmanager list-secret-version-ids --secret-id "$SECRET" --query "max_by(Versions,&CreatedDate).CreatedDate" --output text) $SECRET"; done | sort'

/** Keys and passwords that nobody replaces. */
export const secretAlarms: readonly Alarm[] = [
  {
    id: 'secret-age',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'A key or password of the application is older than mpla:secretMaxDays.',
    impact: 'Nothing; but whoever has ever seen it can still use it.',
    firstCommand: listSecrets,
    expected: 'once a year for each key, when nobody replaced it before',
    signal: ({ secretMaxDays }) => ({
      expression: `100 * age / ${secretMaxDays}`,
      label: 'Age of the oldest secret, % of mpla:secretMaxDays',
      metrics: { age: applicationMetric('mpla_secret_age_days', 'Maximum') },
    }),
    threshold: {
      comparison: 'at-least',
      value: 100,
      unit: '%',
      reason:
        'that is the age which mpla:secretMaxDays allows; it grows so slowly that three hours exclude any mistake',
    },
    evaluation: { period: 3_600, datapoints: 3, of: 3 },
    missingData: { means: 'notBreaching', reason: 'no data means no task, which no-healthy-hosts reports' },
    rollsBack: false,
  },
]
