// What keeps data, on an emulated AWS: made, changed, lost and restored as the runbooks say, deleted. Only these
// components, as prod has them; the whole program is tried in prod.aws.test.ts. No data is copied by the emulator.
import { readFileSync } from 'node:fs'
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandBlocks, parseRunbook } from '../runbooks/runbook.ts'
import { Backups } from './aws/backups.ts'
import { Database } from './aws/database.ts'
import { Volume } from './aws/volume.ts'
import { summary } from './deploy/changes.ts'
import { awsRest } from './emulator/aws-calls.ts'
import { added, type Inventory, takeInventory } from './emulator/inventory.ts'
import { type OpenStack, openStack } from './emulator/open-stack.ts'
import { type Emulator, missingActions, startEmulator } from './emulator/start-emulator.ts'
import { secretValues } from './emulator/task-definition.ts'
import { administratorVariables } from './plan/environment.ts'
import { readSettings } from './plan/read-settings.ts'
import { leastProd, sourceOf } from './test-support/settings.ts'

const name = 'mpla-prod'
const tags = { project: 'mpla', stack: 'prod' }

/** An instance as a former release made it, whose password the program knew. */
const withOwnPassword: pulumi.ResourceTransform = ({ type, props, opts }) => {
  if (type !== 'aws:rds/instance:Instance') return undefined
  const { manageMasterUserPassword: _managed, ...others } = props
  return { props: { ...others, password: 'a-password-of-a-former-release' }, opts }
}

/** Network and role are the least that the components need. */
async function program() {
  const config = new pulumi.Config('mpla')
  const given = ['deletionProtection', 'databaseLogin', 'volumePath'].map((key) => [key, config.get(key)])
  const settings = readSettings(sourceOf('prod', { ...leastProd, ...Object.fromEntries(given) }))
  const account = aws.getCallerIdentityOutput().accountId
  const { partition } = aws.getPartitionOutput()
  const { names } = aws.getAvailabilityZonesOutput({ state: 'available' })
  const vpc = new aws.ec2.Vpc(name, { cidrBlock: '10.20.0.0/16' })
  const subnetIds = [0, 1].map(
    (zone) =>
      new aws.ec2.Subnet(`${name}-${zone}`, {
        vpcId: vpc.id,
        cidrBlock: `10.20.${zone}.0/24`,
        availabilityZone: names.apply((all) => all[zone] ?? ''),
      }).id,
  )
  const securityGroupId = new aws.ec2.SecurityGroup(`${name}-database`, { vpcId: vpc.id, description: 'test' }).id
  const place = { subnetIds, securityGroupId, tags }
  const { deletionProtection, volumePath } = settings
  const role = pulumi.interpolate`arn:aws:iam::${account}:role/task`
  const volume = new Volume(name, {
    ...place,
    taskRoleArn: role,
    deletionProtection,
    path: volumePath,
    hasOverview: false,
  })
  const isFormer = config.get('isFormer') === 'true'
  const database = new Database(
    name,
    { ...place, settings, recoveryDays: 7 },
    isFormer ? { transforms: [withOwnPassword] } : {},
  )
  const resources = [volume.fileSystemArn, database.arn]
  const backups = new Backups(name, { settings, resources, account, partition, boundary: undefined, tags })
  return {
    database: database.identifier,
    ...(isFormer ? {} : { administratorSecret: database.administratorSecretArn() }),
    fileSystem: volume.fileSystemId,
    fileSystemArn: volume.fileSystemArn,
    databaseArn: database.arn,
    backupVault: backups.vaultName,
    backupRole: backups.roleArn,
  }
}

let emulator: Emulator
let stack: OpenStack
let empty: Inventory
beforeAll(async () => {
  emulator = await startEmulator('data')
  empty = await takeInventory(emulator)
  stack = await openStack({ emulator, project: 'mpla', name: 'prod', program })
})
afterAll(() => emulator?.close())

const output = async (key: string) => String((await stack.outputs())[key]?.value)
const set = (key: string, value: string) => stack.setConfig({ [`mpla:${key}`]: { value } })

test('up creates everything', async () => {
  await set('isFormer', 'true')
  const changes = await stack.up()
  expect(changes.filter(({ operation }) => operation !== 'create')).toEqual([])
})

test('RDS takes over the password of a former release; a preview and a refresh after it show no change', async () => {
  await set('isFormer', 'false')
  const expected = ['update Instance mpla-prod-database: manageMasterUserPassword, password']
  expect(summary(await stack.preview())).toEqual(expected)
  expect(summary(await stack.up())).toEqual(expected)
  expect(summary(await stack.preview())).toEqual([])
  expect(summary(await stack.refresh())).toEqual([])
})

test('RDS keeps the credentials of the administrator, under the keys that the migration gets', async () => {
  const [managed = ''] = await secretValues(emulator, [await output('administratorSecret')])
  expect(Object.keys(JSON.parse(managed)).toSorted()).toEqual(Object.values(administratorVariables).toSorted())
  expect(stack.exportText()).not.toContain(JSON.parse(managed).password)
})

test('another login is another password and another address for the application, and the same instance', async () => {
  await set('databaseLogin', 'second')
  expect(summary(await stack.up())).toEqual([
    'create Secret mpla-prod-database-password-second',
    'create SecretVersion mpla-prod-database-password-second',
    'create StoredSecret mpla-prod-database-password-second',
    'delete Secret mpla-prod-database-password-1',
    'delete SecretVersion mpla-prod-database-password-1',
    'delete StoredSecret mpla-prod-database-password-1',
    'replace SecretVersion mpla-prod-database-url: secretString',
  ])
})

/**
 * Types the commands of a runbook under a heading into one shell, as the person on call does; those that need what this
 * stack has not are left out, and `pulumi up`, which needs a program that is not inside of a test.
 * @returns what they print
 */
function type(runbook: string, heading: string, before = ''): string {
  const text = readFileSync(`runbooks/${runbook}.md`, 'utf8')
  const blocks = commandBlocks(parseRunbook(text).sections.get(heading) ?? '')
  const lines = blocks.flatMap(({ commands }) => commands).filter((line) => !notHere.test(line))
  expect(lines).not.toEqual([])
  return stack.shell([before, ...lines].join('\n'))
}

/** A second way to the same end; the application; the program. */
const notHere = /from-db-snapshot|^aws (ecs|logs) |^pulumi (up|config set|preview)|^curl /

const anHourAgo = `export RESTORE_TO="$(date -u -d '-1 hour' +%Y-%m-%dT%H:%M:%SZ)"`

test('the database is restored as the runbook says, and is the stack’s own again', async () => {
  expect(type('restore-database', 'Diagnosis')).toContain('available')
  const idOf = (identifier: string) =>
    stack
      .shell(
        `aws rds describe-db-instances --db-instance-identifier ${identifier} --query 'DBInstances[0].DbiResourceId' --output text`,
      )
      .trim()
  const lost = idOf(name)
  type('restore-database', 'Mitigation', anHourAgo)
  expect(idOf(`${name}-replaced`)).toBe(lost)
  const restored = idOf(name)
  expect(restored).not.toBe(lost)
  expect(stack.exportText()).toContain(restored)
  expect(stack.exportText()).not.toContain(lost)
  // Master password, logs and the like are brought back; nothing is replaced.
  const changes = await stack.up()
  expect(changes.filter(({ operation }) => operation !== 'update')).toEqual([])
  expect(summary(await stack.preview())).toEqual([])
  expect(idOf(name)).toBe(restored)
  const [managed = ''] = await secretValues(emulator, [await output('administratorSecret')])
  expect(JSON.parse(managed)).toMatchObject({ username: expect.any(String), password: expect.any(String) })
  type('restore-database', 'Roll back and escalate')
})

test('the volume is restored as the runbook says: the tasks see the restored directory', async () => {
  const role = await output('backupRole')
  for (const key of ['fileSystemArn', 'databaseArn'])
    await awsRest(
      { url: emulator.url, service: 'backup' },
      'PUT',
      '/backup-jobs',
      JSON.stringify({
        BackupVaultName: await output('backupVault'),
        ResourceArn: await output(key),
        IamRoleArn: role,
      }),
    )
  const point = /arn:\S+:recovery-point:\S+/.exec(type('restore-volume', 'Diagnosis'))?.[0] ?? ''
  expect(point).not.toBe('')
  const directory = '/aws-backup-restore_2026-11-23T05-10-11-123Z'
  expect(type('restore-volume', 'Mitigation', `RECOVERY_POINT='${point}'`)).toContain('COMPLETED')
  await set('volumePath', `${directory}/data`)
  const changes = summary(await stack.up())
  expect(changes).toEqual(expect.arrayContaining(['replace AccessPoint mpla-prod-data: rootDirectory']))
  expect(changes.filter((line) => !/AccessPoint|FileSystemPolicy/.test(line))).toEqual([])
})

test('destroy is refused while the stack is protected', async () => {
  await expect(stack.previewDestroy()).rejects.toThrow(/protect/)
})

test('without protection the last snapshot and the vault with its recovery points stay, and nothing else', async () => {
  await set('deletionProtection', 'false')
  expect(summary(await stack.up())).toEqual([
    'delete VaultPolicy mpla-prod-backups',
    'update Instance mpla-prod-database: deletionProtection',
  ])
  const vault = await output('backupVault')
  await stack.destroy()
  expect(added(empty, await takeInventory(emulator))).toEqual([
    expect.stringMatching(/^database snapshot awsbackup:job-/),
    expect.stringMatching(/^database snapshot mpla-prod-database-[0-9a-f]+-final$/),
    expect.stringMatching(/^database snapshot mpla-prod-replaced-last$/),
    `backup vault ${vault}`,
  ])
  expect(missingActions(emulator)).toEqual([])
})
