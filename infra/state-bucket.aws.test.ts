// `npm run state-bucket` as a process of its own, against an emulated account, and a stack whose state is in the bucket.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import * as aws from '@pulumi/aws'
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { awsQuery, elements } from './emulator/aws-calls.ts'
import { type Emulator, startEmulator } from './emulator/start-emulator.ts'
import { toolLocations } from './emulator/tool-locations.ts'

const region = 'eu-west-1'
let emulator: Emulator
let s3: S3Client
beforeAll(async () => {
  emulator = await startEmulator('state')
  s3 = client({ accessKeyId: 'test', secretAccessKey: 'test' })
})
afterAll(() => emulator?.close())

const client = (
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
  inRegion = region,
) => new S3Client({ region: inRegion, endpoint: emulator.url, forcePathStyle: true, credentials })

const run = (...args: string[]) =>
  new Promise<{ code: number | string | null; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'state-bucket-command.ts'), ...args, '--region', region],
      { env: { ...process.env, ...emulator.envVars } },
      (_error, out, err) => resolve({ code: child.exitCode, out, err }),
    )
  })
const create = (Bucket: string, by = s3, LocationConstraint: 'eu-west-1' | 'us-west-2' = region) =>
  by.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } }))
const fill = (Bucket: string) => s3.send(new PutObjectCommand({ Bucket, Key: 'notes.txt', Body: 'mine' }))
const count = (text: string, word: string) => text.match(new RegExp(`^${word} `, 'gm'))?.length ?? 0

test('makes a bucket with everything that state needs, and says how to log in', async () => {
  const { code, out, err } = await run('mpla-state')
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^made +mpla-state in eu-west-1$/m)
  expect(count(out, 'set')).toBe(6)
  expect(count(out, 'was so')).toBe(0)
  expect(out).toContain("pulumi login 's3://mpla-state?region=eu-west-1'")
  expect(out).toContain("--secrets-provider 'awskms://")
})

test('a second run finds everything so and sets nothing', async () => {
  const { code, out } = await run('mpla-state')
  expect(code).toBe(0)
  expect([count(out, 'made'), count(out, 'set'), count(out, 'was so')]).toEqual([0, 0, 6])
})

test('what somebody changed in our bucket is put back, and nothing else', async () => {
  const VersioningConfiguration = { Status: 'Suspended' as const }
  await s3.send(new PutBucketVersioningCommand({ Bucket: 'mpla-state', VersioningConfiguration }))
  const { out } = await run('mpla-state')
  expect(out.match(/^set .*$/gm)).toEqual(['set       every version of the state is kept'])
})

test('a bucket that is in use for something else is refused with what it lacks, and left alone', async () => {
  await create('reports')
  await fill('reports')
  const { code, out, err } = await run('reports')
  expect(code).toBe(1)
  expect(err).toMatch(/reports is yours, is in use, and was not made by this command.*\n {2}no public access\n/)
  expect(err).toMatch(/Nothing was changed\. .*--adopt/)
  expect([count(out, 'set'), count(out, 'was so')]).toEqual([0, 0])
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket: 'reports' }))).rejects.toThrow(/policy/i)
})

test('--adopt takes it, keeps the policy statements of others, and from then on it is ours', async () => {
  const theirs = {
    Sid: 'Audit',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:DeleteBucket',
    Resource: 'arn:aws:s3:::reports',
  }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [theirs] })
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'reports', Policy }))
  const TagSet = [{ Key: 'team', Value: 'finance' }]
  await s3.send(new PutBucketTaggingCommand({ Bucket: 'reports', Tagging: { TagSet } }))
  const adopted = await run('reports', '--adopt')
  expect([adopted.code, adopted.err]).toEqual([0, ''])
  const answer = await s3.send(new GetBucketPolicyCommand({ Bucket: 'reports' }))
  const { Statement } = JSON.parse(answer.Policy ?? '') as { Statement: { Sid: string }[] }
  expect(Statement.map(({ Sid }) => Sid)).toEqual(['Audit', 'RefuseWithoutTls'])
  const again = await run('reports')
  expect([again.code, count(again.out, 'set')]).toEqual([0, 0])
})

test('an empty bucket has nothing to lose and is mended without a question', async () => {
  await create('mpla-empty')
  const { code, out } = await run('mpla-empty')
  expect(code).toBe(0)
  expect(count(out, 'made')).toBe(0)
  expect(count(out, 'set')).toBeGreaterThan(3)
})

test('a bucket of somebody else is refused, with a name that is free', async () => {
  const role = { RoleArn: 'arn:aws:iam::111111111111:role/other', RoleSessionName: 'other' }
  const session = await awsQuery({ url: emulator.url, service: 'sts' }, 'AssumeRole', role)
  const value = (name: string) => elements(session, name)[0] ?? ''
  await create(
    'theirs',
    client({
      accessKeyId: value('AccessKeyId'),
      secretAccessKey: value('SecretAccessKey'),
      sessionToken: value('SessionToken'),
    }),
  )
  const { code, out, err } = await run('theirs')
  expect(code).toBe(1)
  expect(err).toMatch(/theirs belongs to somebody else.*theirs-123456789012/)
  expect(count(out, 'set')).toBe(0)
})

test('a bucket that is ours but elsewhere is refused', async () => {
  await create('far', client({ accessKeyId: 'test', secretAccessKey: 'test' }, 'us-west-2'), 'us-west-2')
  expect(await run('far')).toMatchObject({ code: 1, err: expect.stringContaining('far is yours but in us-west-2') })
})

test('with a key of KMS, that key encrypts', async () => {
  const key = 'arn:aws:kms:eu-west-1:123456789012:key/0c3f1a52-0000-4000-8000-000000000000'
  const { out } = await run('mpla-state', '--kms-key', key)
  expect(out.match(/^set .*$/gm)).toEqual(['set       encrypted'])
  expect(count((await run('mpla-state', '--kms-key', key)).out, 'set')).toBe(0)
  expect(count((await run('mpla-state')).out, 'set'), 'any encryption is good without one').toBe(0)
})

test('Pulumi keeps a stack there, with its former versions, and locks it while it works', async () => {
  const tools = toolLocations()
  const workDir = mkdtempSync(join(tmpdir(), 'mpla-state-'))
  const program = async () => ({ topic: new aws.sns.Topic('pages').arn })
  const stack = await LocalWorkspace.createOrSelectStack(
    { projectName: 'tiny', stackName: 'prod', program },
    {
      workDir,
      pulumiCommand: await PulumiCommand.get({ root: tools.directory }),
      pulumiHome: join(workDir, 'home'),
      envVars: {
        ...emulator.envVars,
        PULUMI_HOME: join(workDir, 'home'),
        AWS_REGION: region,
        PULUMI_BACKEND_URL: `s3://mpla-state?region=${region}&use_path_style=true`,
        PULUMI_CONFIG_PASSPHRASE: 'state',
      },
    },
  )
  try {
    await stack.setAllConfig({
      'aws:region': { value: region },
      'aws:skipMetadataApiCheck': { value: 'true' },
    })
    const { outputs } = await stack.up()
    expect(outputs['topic']?.value).toMatch(/^arn:aws:sns:eu-west-1:123456789012:pages-/)
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: 'mpla-state' }))
    const keys = Versions.map(({ Key }) => Key ?? '')
    expect(keys.filter((key) => key === '.pulumi/stacks/tiny/prod.json').length).toBeGreaterThan(1)
    expect(keys.filter((key) => key.startsWith('.pulumi/locks/organization/tiny/prod/'))).not.toEqual([])
    // As docs/state.md says: a former version, put back, is the state again.
    const former = Versions.filter(({ Key }) => Key === '.pulumi/stacks/tiny/prod.json').at(-1)
    const current = await s3.send(new GetObjectCommand({ Bucket: 'mpla-state', Key: former?.Key }))
    const old = await s3.send(
      new GetObjectCommand({ Bucket: 'mpla-state', Key: former?.Key, VersionId: former?.VersionId }),
    )
    const put = async (body: string | undefined) =>
      s3.send(new PutObjectCommand({ Bucket: 'mpla-state', Key: former?.Key, Body: body ?? '' }))
    const currentText = await current.Body?.transformToString()
    expect((await stack.exportStack()).deployment.resources).toHaveLength(3)
    await put(await old.Body?.transformToString())
    expect((await stack.exportStack()).deployment.resources ?? []).toHaveLength(0)
    await put(currentText)
    const lock = '.pulumi/locks/organization/tiny/prod/0.json'
    const Body = JSON.stringify({ pid: 1, username: 'other', hostname: 'elsewhere', timestamp: '2026-01-01T00:00:00Z' })
    await s3.send(new PutObjectCommand({ Bucket: 'mpla-state', Key: lock, Body }))
    await expect(stack.up()).rejects.toThrow(/currently locked by 1 lock/)
    await stack.cancel()
    await stack.destroy()
  } finally {
    rmSync(workDir, { recursive: true, force: true })
  }
})
