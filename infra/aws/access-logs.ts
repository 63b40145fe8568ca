import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { accessLogPolicy } from '../plan/access-log-policy.ts'

export interface AccessLogsArgs {
  readonly account: pulumi.Input<string>
  /** Days after which a log is deleted. */
  readonly retentionDays: number
  /** Whether logs must survive: then neither Pulumi nor AWS deletes the bucket; else it is emptied and deleted. */
  readonly deletionProtection: boolean
  readonly tags: Record<string, string>
}

/** A bucket that load balancers of this account write a line for each request into. */
export class AccessLogs extends pulumi.ComponentResource {
  /** Known once the load balancer may write: AWS tries that when the logs are turned on. */
  readonly bucket: pulumi.Output<string>

  constructor(name: string, args: AccessLogsArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:AccessLogs', name, {}, options)
    const inside = { parent: this }
    const part = `${name}-access-logs`
    const bucket = new aws.s3.Bucket(
      part,
      { forceDestroy: !args.deletionProtection, tags: args.tags },
      { ...inside, protect: args.deletionProtection },
    )
    const closed = new aws.s3.BucketPublicAccessBlock(
      part,
      {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      inside,
    )
    new aws.s3.BucketOwnershipControls(
      part,
      { bucket: bucket.id, rule: { objectOwnership: 'BucketOwnerEnforced' } },
      inside,
    )
    new aws.s3.BucketServerSideEncryptionConfiguration(
      part,
      // With a key of KMS the load balancer could not write: S3's own keys are all it supports.
      { bucket: bucket.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }] },
      inside,
    )
    new aws.s3.BucketLifecycleConfiguration(
      part,
      {
        bucket: bucket.id,
        rules: [
          {
            id: 'expire',
            status: 'Enabled',
            filter: { prefix: '' },
            expiration: { days: args.retentionDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
          },
        ],
      },
      inside,
    )
    const policy = new aws.s3.BucketPolicy(
      part,
      {
        bucket: bucket.id,
        policy: pulumi.jsonStringify(
          accessLogPolicy<pulumi.Input<string>>({
            bucket: bucket.arn,
            written: pulumi.interpolate`${bucket.arn}/AWSLogs/${args.account}/*`,
            contents: pulumi.interpolate`${bucket.arn}/*`,
          }),
        ),
      },
      // S3 refuses two changes of access at the same time.
      { ...inside, dependsOn: closed },
    )
    this.bucket = policy.bucket
    this.registerOutputs({ bucket: this.bucket })
  }
}
