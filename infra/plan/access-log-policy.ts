import { document } from './policy-document.ts'

/**
 * On the bucket of access logs: load balancers write under the account's own path, and nobody does anything without TLS.
 * The service's name is what Elastic Load Balancing documents for every region; the older policies for an account of AWS
 * in each region are not needed beside it.
 */
export const accessLogPolicy = <Value>(args: {
  readonly bucket: Value
  /** ARN of what the load balancers of this account write: `BUCKET/AWSLogs/ACCOUNT/*`. */
  readonly written: Value
  /** ARN of everything in the bucket: `BUCKET/*`. */
  readonly contents: Value
}) =>
  document<Value>(
    {
      Sid: 'DeliverLogs',
      Effect: 'Allow',
      Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: args.written,
    },
    {
      Sid: 'DenyPlainTraffic',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [args.bucket, args.contents],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  )
