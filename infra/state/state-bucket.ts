import {
  CreateBucketCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { Identity } from '../deploy/account.ts'
import { DeployFailure } from '../deploy/failure.ts'
import { type Bucket, bucketSettings, isOurs, markAsOurs } from './bucket-settings.ts'
import type { StateBucketOptions } from './state-bucket-options.ts'

/**
 * Makes the bucket, or mends what it lacks. A bucket that is in use and was not made here is only looked at: its
 * settings may be as they are for a reason that state has nothing to do with.
 * @param client of the region of the bucket
 * @param identity the caller
 * @returns lines that say what was done, and what was so already
 * @throws DeployFailure when it belongs to somebody else, is in another region, or is not ours and lacks something
 */
export async function makeStateBucket(
  client: S3Client,
  { account, arn }: Pick<Identity, 'account' | 'arn'>,
  { name, region, kmsKey, adopt }: StateBucketOptions,
): Promise<readonly string[]> {
  const bucket: Bucket = { client, name, account, partition: arn.split(':')[1] ?? 'aws', kmsKey }
  const lines: string[] = []
  const isThere = await exists(bucket, region)
  if (!isThere) {
    await create(bucket, region)
    // At once, so that a run that is cut off after this can be repeated.
    await markAsOurs(bucket)
    lines.push(`made      ${name} in ${region}`)
  }
  const settings = []
  for (const setting of bucketSettings) settings.push({ what: setting.what, mend: await setting.missing(bucket) })
  const missing = settings.filter(({ mend }) => mend !== undefined)
  const isMine = !isThere || (await isOurs(bucket))
  if (missing.length > 0 && !isMine && !adopt && !(await isEmpty(bucket)))
    throw new DeployFailure(
      `The bucket ${name} is yours, is in use, and was not made by this command. It is not so that:\n${missing
        .map(({ what }) => `  ${what}`)
        .join('\n')}\nNothing was changed. To set these, --adopt; or choose another name.`,
    )
  if (!isMine && (missing.length > 0 || adopt)) await markAsOurs(bucket)
  for (const { what, mend } of settings) {
    await mend?.()
    lines.push(`${mend === undefined ? 'was so   ' : 'set      '} ${what}`)
  }
  return lines
}

/** @throws DeployFailure when it cannot be ours */
async function exists({ client, name, account }: Bucket, region: string): Promise<boolean> {
  try {
    const { BucketRegion } = await client.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: account }))
    if (BucketRegion !== undefined && BucketRegion !== region) throw elsewhere(name, BucketRegion)
    return true
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined
    if (status === 404) return false
    if (status === 403) throw notYours(name, account, error)
    if (status === 301) throw elsewhere(name, 'another region', error)
    throw error
  }
}

async function create({ client, name, account }: Bucket, region: string): Promise<void> {
  try {
    await client.send(
      new CreateBucketCommand({
        Bucket: name,
        // The first region of S3 is the one that must not be named.
        ...(region !== 'us-east-1' && { CreateBucketConfiguration: { LocationConstraint: region as never } }), // the SDK lists only the regions it knew
      }),
    )
  } catch (error) {
    // Names are the whole world's, and a bucket that is hidden from us counts as missing until here.
    if (error instanceof Error && error.name === 'BucketAlreadyExists') throw notYours(name, account, error)
    throw error
  }
}

async function isEmpty({ client, name, account }: Bucket): Promise<boolean> {
  const { Versions = [], DeleteMarkers = [] } = await client.send(
    new ListObjectVersionsCommand({ Bucket: name, ExpectedBucketOwner: account, MaxKeys: 1 }),
  )
  return Versions.length + DeleteMarkers.length === 0
}

const notYours = (name: string, account: string, cause: unknown) =>
  new DeployFailure(
    `The bucket ${name} belongs to somebody else, or account ${account} may not see it. Names are shared by everybody who uses S3: choose another, such as ${name}-${account}.`,
    { cause },
  )

const elsewhere = (name: string, region: string, cause?: unknown) =>
  new DeployFailure(`The bucket ${name} is yours but in ${region}. Give that as --region, or choose another name.`, {
    cause,
  })
