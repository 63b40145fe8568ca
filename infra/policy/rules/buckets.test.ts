import { resource, testRules } from '../../test-support/policy-cases.ts'
import { bucketRules } from './buckets.ts'

const bucket = resource('aws:s3/bucket:Bucket', {})
const other = resource('aws:s3/bucket:Bucket', {}, { name: 'other' })
const part = (kind: string, inputs: object, of = bucket) =>
  resource(`aws:s3/${kind}`, { ...inputs }, { madeFrom: { bucket: [of] } })
const blocked = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
}
const block = (inputs: object, of = bucket) => part('bucketPublicAccessBlock:BucketPublicAccessBlock', inputs, of)
const owner = (objectOwnership: string) =>
  part('bucketOwnershipControls:BucketOwnershipControls', { rule: { objectOwnership } })
const enforced = owner('BucketOwnerEnforced')
const policy = part('bucketPolicy:BucketPolicy', {})
const lifecycle = (rule: object) =>
  part('bucketLifecycleConfiguration:BucketLifecycleConfiguration', { rules: [{ id: 'expire', ...rule }] })
const encryption = 'bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration'

testRules(bucketRules, {
  'buckets-closed': {
    right: [[bucket, block(blocked), enforced, policy]],
    wrong: [
      [
        ['it has no BucketPublicAccessBlock', 'it has no BucketOwnershipControls', 'it has no BucketPolicy'],
        bucket,
        block(blocked, other),
      ],
      [
        ['restrictPublicBuckets is false, expected true'],
        bucket,
        block({ ...blocked, restrictPublicBuckets: false }),
        enforced,
        policy,
      ],
      [
        ['rule.objectOwnership is "ObjectWriter", expected "BucketOwnerEnforced"'],
        bucket,
        block(blocked),
        owner('ObjectWriter'),
        policy,
      ],
    ],
  },
  'buckets-expire': {
    right: [[bucket, lifecycle({ status: 'Enabled', expiration: { days: 90 } })]],
    wrong: [
      [['nothing in it ever expires'], bucket],
      [['nothing in it ever expires'], bucket, lifecycle({ status: 'Disabled', expiration: { days: 90 } })],
      [['nothing in it ever expires'], bucket, lifecycle({ status: 'Enabled', transitions: [{ days: 30 }] })],
    ],
  },
  'buckets-encrypted': {
    right: [[bucket, part(encryption, {})]],
    wrong: [
      [['it has no BucketServerSideEncryptionConfiguration'], bucket],
      [['it has no BucketServerSideEncryptionConfiguration'], bucket, part(encryption, {}, other)],
    ],
  },
})
