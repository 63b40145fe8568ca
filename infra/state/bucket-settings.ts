import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { policyWithTls } from './bucket-policy.ts'

export interface Bucket {
  readonly client: S3Client
  readonly name: string
  /** Account that must own it: another's bucket of the same name is refused by S3 itself. */
  readonly account: string
  /** First part of the ARNs there: aws, aws-cn or aws-us-gov. */
  readonly partition: string
  readonly kmsKey: string | undefined
}

/** One thing that a bucket of state must have. */
export interface BucketSetting {
  /** What is so once it is set. */
  readonly what: string
  /** @returns undefined when the bucket has it, else what sets it */
  missing(bucket: Bucket): Promise<(() => Promise<unknown>) | undefined>
}

/** Days until a version that was replaced is deleted. */
const oldVersionDays = 90

const lifecycleId = 'mpla-old-versions'
const ownTag = { Key: 'purpose', Value: 'pulumi-state' }
const target = ({ name, account }: Bucket) => ({ Bucket: name, ExpectedBucketOwner: account })

/** In the order in which a new bucket gets them: closed first. */
export const bucketSettings: readonly BucketSetting[] = [
  {
    what: 'no public access',
    async missing(bucket) {
      const { client } = bucket
      const answer = await orNothing(client.send(new GetPublicAccessBlockCommand(target(bucket))))
      const found = answer?.PublicAccessBlockConfiguration
      const wanted = {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      }
      if (Object.keys(wanted).every((key) => found?.[key as keyof typeof wanted] === true)) return undefined // keys of the line above
      return () =>
        client.send(new PutPublicAccessBlockCommand({ ...target(bucket), PublicAccessBlockConfiguration: wanted }))
    },
  },
  {
    what: 'no access lists; everything belongs to the owner of the bucket',
    async missing(bucket) {
      const { client } = bucket
      const answer = await orNothing(client.send(new GetBucketOwnershipControlsCommand(target(bucket))))
      if (answer?.OwnershipControls?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerEnforced') return undefined
      const OwnershipControls = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' as const }] }
      return () => client.send(new PutBucketOwnershipControlsCommand({ ...target(bucket), OwnershipControls }))
    },
  },
  {
    what: 'encrypted',
    async missing(bucket) {
      const { client, kmsKey } = bucket
      const answer = await orNothing(client.send(new GetBucketEncryptionCommand(target(bucket))))
      const found = answer?.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault
      // Without a key of one's own any encryption is good; with one, exactly that.
      const isRight = kmsKey === undefined ? found?.SSEAlgorithm !== undefined : found?.KMSMasterKeyID === kmsKey
      if (isRight) return undefined
      const ApplyServerSideEncryptionByDefault =
        kmsKey === undefined
          ? { SSEAlgorithm: 'AES256' as const }
          : { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: kmsKey }
      // A bucket key saves a call to KMS for each object.
      const rule = { ApplyServerSideEncryptionByDefault, BucketKeyEnabled: kmsKey !== undefined }
      return () =>
        client.send(
          new PutBucketEncryptionCommand({
            ...target(bucket),
            ServerSideEncryptionConfiguration: { Rules: [rule] },
          }),
        )
    },
  },
  {
    what: 'reached by TLS only',
    async missing(bucket) {
      const { client, name, partition } = bucket
      const answer = await orNothing(client.send(new GetBucketPolicyCommand(target(bucket))))
      const Policy = policyWithTls(answer?.Policy, `arn:${partition}:s3:::${name}`)
      if (Policy === undefined) return undefined
      return () => client.send(new PutBucketPolicyCommand({ ...target(bucket), Policy }))
    },
  },
  {
    what: 'every version of the state is kept',
    async missing(bucket) {
      const { client } = bucket
      const { Status } = await client.send(new GetBucketVersioningCommand(target(bucket)))
      if (Status === 'Enabled') return undefined
      const VersioningConfiguration = { Status: 'Enabled' as const }
      return () => client.send(new PutBucketVersioningCommand({ ...target(bucket), VersioningConfiguration }))
    },
  },
  {
    what: `versions that were replaced are deleted after ${oldVersionDays} days`,
    async missing(bucket) {
      const { client } = bucket
      const answer = await orNothing(client.send(new GetBucketLifecycleConfigurationCommand(target(bucket))))
      const rules = answer?.Rules ?? []
      const own = rules.find(({ ID }) => ID === lifecycleId)
      if (own?.Status === 'Enabled' && own.NoncurrentVersionExpiration?.NoncurrentDays === oldVersionDays)
        return undefined
      const rule = {
        ID: lifecycleId,
        Status: 'Enabled' as const,
        Filter: { Prefix: '' },
        NoncurrentVersionExpiration: { NoncurrentDays: oldVersionDays },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      }
      const LifecycleConfiguration = { Rules: [...rules.filter(({ ID }) => ID !== lifecycleId), rule] }
      return () =>
        client.send(new PutBucketLifecycleConfigurationCommand({ ...target(bucket), LifecycleConfiguration }))
    },
  },
]

/** Whether this command made the bucket, or was told to take it. */
export async function isOurs(bucket: Bucket): Promise<boolean> {
  return (await tagsOf(bucket)).some(({ Key, Value }) => Key === ownTag.Key && Value === ownTag.Value)
}

/** Remembers in the bucket that it is ours. */
export async function markAsOurs(bucket: Bucket): Promise<void> {
  const others = (await tagsOf(bucket)).filter(({ Key }) => Key !== ownTag.Key)
  await bucket.client.send(new PutBucketTaggingCommand({ ...target(bucket), Tagging: { TagSet: [...others, ownTag] } }))
}

const tagsOf = async (bucket: Bucket) =>
  (await orNothing(bucket.client.send(new GetBucketTaggingCommand(target(bucket)))))?.TagSet ?? []

/** What S3 answers where nothing of the kind was ever set. */
const nothingSet = new Set([
  'NoSuchPublicAccessBlockConfiguration',
  'OwnershipControlsNotFoundError',
  'ServerSideEncryptionConfigurationNotFoundError',
  'NoSuchBucketPolicy',
  'NoSuchLifecycleConfiguration',
  'NoSuchTagSet',
])

async function orNothing<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Error && nothingSet.has(error.name)) return undefined
    throw error
  }
}
