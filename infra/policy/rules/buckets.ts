import { dataList, mustBe } from '../inputs.ts'
import type { PolicyResource, Rule } from '../rule.ts'
import { ofType, refersTo } from '../stack.ts'

const bucket = 'aws:s3/bucket:Bucket'
const accessBlock = 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock'
const lifecycle = 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration'
const ownership = 'aws:s3/bucketOwnershipControls:BucketOwnershipControls'

/** Settings of a bucket are resources of their own. */
const partner = (stack: readonly PolicyResource[], type: string, of: PolicyResource) =>
  ofType(stack, type).find((each) => refersTo(each, 'bucket', of))

const isClosed: Rule = {
  id: 'buckets-closed',
  demands: 'A bucket refuses to become public, knows no access lists, and has a policy',
  why: 'Buckets are opened by accident, one object or one line of policy at a time; the policy is where plain traffic is refused',
  controls: ['S3.1', 'S3.8', 'S3.12'],
  mend: 'Add a BucketPublicAccessBlock, BucketOwnershipControls with BucketOwnerEnforced, and a BucketPolicy',
  severity: 'critical',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [bucket],
  check: (resource, stack) => {
    const block = partner(stack, accessBlock, resource)
    const kinds = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets']
    const owner = partner(stack, ownership, resource)
    return [
      ...(block ? kinds.flatMap((kind) => mustBe(block.inputs, kind, true)) : ['it has no BucketPublicAccessBlock']),
      ...(owner
        ? mustBe(owner.inputs, 'rule.objectOwnership', 'BucketOwnerEnforced')
        : ['it has no BucketOwnershipControls']),
      ...(partner(stack, 'aws:s3/bucketPolicy:BucketPolicy', resource) ? [] : ['it has no BucketPolicy']),
    ]
  },
}

const expires: Rule = {
  id: 'buckets-expire',
  demands: 'What is put into a bucket is deleted after a time',
  why: 'Logs hold addresses of users, and are paid for until somebody deletes them',
  controls: ['S3.13'],
  mend: 'Add a BucketLifecycleConfiguration with an expiration',
  severity: 'low',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [bucket],
  check: (resource, stack) =>
    dataList(partner(stack, lifecycle, resource)?.inputs['rules']).some(
      ({ status, expiration }) => status === 'Enabled' && dataList(expiration).some(({ days }) => Number(days) > 0),
    )
      ? []
      : ['nothing in it ever expires'],
}

const encrypted: Rule = {
  id: 'buckets-encrypted',
  demands: 'A bucket names the encryption of what is put into it',
  why: 'S3 encrypts by itself today; stated, it is seen when it changes',
  controls: [],
  mend: 'Add a BucketServerSideEncryptionConfiguration',
  severity: 'low',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [bucket],
  check: (resource, stack) =>
    partner(stack, 'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration', resource)
      ? []
      : ['it has no BucketServerSideEncryptionConfiguration'],
}

export const bucketRules: readonly Rule[] = [isClosed, expires, encrypted]
