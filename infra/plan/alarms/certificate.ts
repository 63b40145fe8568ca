import type { Alarm } from './alarm.ts'

/** What expires. */
export const certificateAlarms: readonly Alarm[] = [
  {
    id: 'certificate-expiring',
    severity: 'ticket',
    owner: 'infrastructure',
    summary: 'The certificate of the domain expires within a month and was not renewed.',
    impact: 'Nothing yet; once it has expired, browsers and clients refuse to connect.',
    firstCommand:
      'aws acm describe-certificate --certificate-arn "$(pulumi stack output certificate)" --query "Certificate.[Status,NotAfter,RenewalSummary]"',
    expected: 'never; AWS renews it 60 days before as long as its DNS record is there',
    applies: ({ domain }) => domain !== undefined,
    signal: () => ({
      metric: {
        namespace: 'AWS/CertificateManager',
        name: 'DaysToExpiry',
        scope: 'certificate',
        statistic: 'Minimum',
      },
    }),
    threshold: {
      comparison: 'below',
      value: 30,
      unit: 'days',
      reason: 'AWS begins to renew 60 days before the end, so with 30 left it has failed for a month',
    },
    evaluation: { period: 86_400, datapoints: 1, of: 1 },
    missingData: {
      means: 'notBreaching',
      reason: 'ACM writes it twice a day, and not at all once the certificate has expired, which clients report',
    },
    rollsBack: false,
  },
]
