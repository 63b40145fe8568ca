import { expect, test } from 'vitest'
import { inputsOf, jsonOf, oneResource, resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const balancer = 'aws:lb/loadBalancer:LoadBalancer'
const bucket = 'aws:s3/bucket:Bucket'
const prod = await recordStack('prod')
const dev = await recordStack('dev')
const logged = await recordStack('dev', { accessLogs: 'true', logRetentionDays: '7' })

test('in prod the load balancer writes to a bucket that it may write to', () => {
  expect(inputsOf(prod, balancer)['accessLogs']).toEqual({ bucket: 'mpla-prod-access-logs-id', enabled: true })
  expect(jsonOf(inputsOf(prod, 'aws:s3/bucketPolicy:BucketPolicy'), 'policy')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DeliverLogs',
        Effect: 'Allow',
        Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:eu-west-1:123456789012:bucket/mpla-prod-access-logs/AWSLogs/123456789012/*',
      },
      {
        Sid: 'DenyPlainTraffic',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [
          'arn:aws:s3:eu-west-1:123456789012:bucket/mpla-prod-access-logs',
          'arn:aws:s3:eu-west-1:123456789012:bucket/mpla-prod-access-logs/*',
        ],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  })
  const needed = oneResource(prod, balancer).dependencies.map((urn) => urn.replace(/^.*\$/, ''))
  expect(needed).toContain('aws:s3/bucketPolicy:BucketPolicy::mpla-prod-access-logs')
})

test('in dev there are none unless set', () => {
  expect(inputsOf(dev, balancer)['accessLogs']).toEqual({ bucket: '', enabled: false })
  expect(dev.resources.filter(({ type }) => type.startsWith('aws:s3/'))).toEqual([])
  expect(resourcesOf(logged, bucket)).toHaveLength(1)
})

test('nothing in the bucket can be made public or given to another account, and all of it is encrypted', () => {
  expect(inputsOf(prod, 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock')).toEqual({
    bucket: 'mpla-prod-access-logs-id',
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  })
  expect(inputsOf(prod, 'aws:s3/bucketOwnershipControls:BucketOwnershipControls')['rule']).toEqual({
    objectOwnership: 'BucketOwnerEnforced',
  })
  expect(
    inputsOf(prod, 'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration')['rules'],
  ).toEqual([{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }])
})

test('logs are kept for the time the settings say', () => {
  const expiration = (recording: typeof prod) =>
    inputsOf(recording, 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration')['rules']
  expect(expiration(prod)).toEqual([
    {
      id: 'expire',
      status: 'Enabled',
      filter: { prefix: '' },
      expiration: { days: 90 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    },
  ])
  expect(expiration(logged)).toMatchObject([{ expiration: { days: 7 } }])
})

test('a protected stack does not give its logs away, any other deletes them with the bucket', () => {
  const guarded = ({ protect, inputs }: ReturnType<typeof oneResource>) => [protect, inputs['forceDestroy']]
  expect(guarded(oneResource(prod, bucket))).toEqual([true, false])
  expect(guarded(oneResource(logged, bucket))).toEqual([false, true])
})
