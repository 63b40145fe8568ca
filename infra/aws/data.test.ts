import { expect, test } from 'vitest'
import type { PolicyDocument } from '../plan/policy-document.ts'
import { containersOf, inputsOf, jsonOf, oneResource, resourcesOf } from '../test-support/graph.ts'
import { recordStack, secretValues } from '../test-support/mocks.ts'
import { managedSecretArn } from './database.ts'

const instance = 'aws:rds/instance:Instance'
const version = 'aws:secretsmanager/secretVersion:SecretVersion'
const prod = await recordStack('prod')
const sqlite = await recordStack('prod', { database: 'sqlite', maxTasks: '1' })
const dev = await recordStack('dev', { database: 'postgres' })

test('PostgreSQL is private, encrypted, backed up and protected in prod', () => {
  expect(inputsOf(prod, instance)).toMatchObject({
    identifier: 'mpla-prod',
    engine: 'postgres',
    publiclyAccessible: false,
    storageEncrypted: true,
    manageMasterUserPassword: true,
    backupRetentionPeriod: 7,
    backupWindow: '03:00-03:30',
    maintenanceWindow: 'sun:04:00-sun:04:30',
    copyTagsToSnapshot: true,
    multiAz: false,
    deletionProtection: true,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: 'mpla-prod-database-final',
    caCertIdentifier: 'rds-ca-rsa2048-g1',
    vpcSecurityGroupIds: ['mpla-prod-database-id'],
    enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
  })
  expect(oneResource(prod, instance).protect).toBe(true)
  expect(inputsOf(prod, 'aws:rds/subnetGroup:SubnetGroup')['subnetIds']).toEqual([
    'mpla-prod-private-a-id',
    'mpla-prod-private-b-id',
  ])
})

test('in prod its deletion, once allowed, leaves a last snapshot', async () => {
  const unprotected = await recordStack('prod', { deletionProtection: 'false' })
  expect(inputsOf(unprotected, instance)).toMatchObject({ deletionProtection: false, skipFinalSnapshot: false })
})

test('in dev it can be deleted without a trace', () => {
  expect(inputsOf(dev, instance)).toMatchObject({
    deletionProtection: false,
    skipFinalSnapshot: true,
    backupRetentionPeriod: 7,
  })
  expect(oneResource(dev, instance).protect).toBe(false)
})

test('its logs are kept as long as all others', () => {
  const groups = resourcesOf(prod, 'aws:cloudwatch/logGroup:LogGroup').filter(({ name }) => name.includes('database'))
  expect(groups.map(({ inputs }) => [inputs['name'], inputs['retentionInDays']])).toEqual([
    ['/aws/rds/instance/mpla-prod/postgresql', 90],
    ['/aws/rds/instance/mpla-prod/upgrade', 90],
  ])
  expect(oneResource(prod, instance).dependencies.filter((urn) => urn.includes('LogGroup'))).toHaveLength(2)
})

test('a standby is made where the settings say so', async () => {
  const standby = await recordStack('prod', { multiAz: 'true', backupDays: '3' })
  expect(inputsOf(standby, instance)).toMatchObject({ multiAz: true, backupRetentionPeriod: 3 })
})

test('PostgreSQL refuses connections without TLS', () => {
  expect(inputsOf(prod, 'aws:rds/parameterGroup:ParameterGroup')).toMatchObject({
    family: 'postgres17',
    parameters: [
      { name: 'rds.force_ssl', value: '1' },
      { name: 'log_min_duration_statement', value: '1000' },
    ],
  })
})

test('the application verifies whom it talks to, with a login of its own', () => {
  const password = inputsOf(prod, version, 'mpla-prod-database-password-1')['secretString']
  expect(password).toMatch(/^[0-9a-f]{48}$/)
  expect(inputsOf(prod, version, 'mpla-prod-database-url')['secretString']).toBe(
    `postgresql://mpla_app_1:${password}@mpla-prod.abcdefghijkl.eu-west-1.rds.amazonaws.com:5432/mpla?sslmode=verify-full&sslrootcert=/mpla/rds-ca.pem`,
  )
})

test('nobody but RDS knows the password of the administrator', () => {
  const { username, password } = inputsOf(prod, instance)
  expect([username, password]).toEqual(['mpla', undefined])
  expect(oneResource(prod, instance).secretInputs).toEqual([])
})

test('only the migration gets the credentials of the administrator, the newest at each start', () => {
  const managedSecret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-0a1b2c3d-X9Y8Z7'
  const [migrate, app] = containersOf(prod)
  expect(migrate?.secrets.slice(4)).toEqual([
    { name: 'DATABASE_ADMIN_USER', valueFrom: `${managedSecret}:username::` },
    { name: 'DATABASE_ADMIN_PASSWORD', valueFrom: `${managedSecret}:password::` },
  ])
  expect(JSON.stringify(app)).not.toContain(managedSecret)
  const [alone] = containersOf(sqlite)
  expect(alone?.secrets.filter(({ name }) => name.startsWith('DATABASE'))).toEqual([])
})

test('an update stops where RDS manages no password, and says how it will; a preview cannot know yet', () => {
  const secretArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1'
  expect(managedSecretArn([{ secretArn }], 'mpla-prod', false)).toBe(secretArn)
  expect(managedSecretArn([], 'mpla-prod', true)).toBe('')
  expect(() => managedSecretArn([], 'mpla-prod', false)).toThrow(
    /modify-db-instance --db-instance-identifier mpla-prod --manage-master-user-password/,
  )
})

test('the password is made once: later runs keep the stored one', async () => {
  const again = await recordStack('prod')
  const name = 'mpla-prod-database-password-1'
  expect(inputsOf(again, version, name)['secretString']).not.toBe(inputsOf(prod, version, name)['secretString'])
  expect(oneResource(prod, version, name).ignoreChanges).toEqual(['secretString'])
  expect(oneResource(prod, version, 'mpla-prod-database-url').ignoreChanges).toEqual([])
})

test('another login comes with another password, in the same instance', async () => {
  const other = await recordStack('prod', { databaseLogin: '20261123' })
  const passwordOf = (recording: typeof prod, login: string) =>
    inputsOf(recording, version, `mpla-prod-database-password-${login}`)['secretString']
  expect(passwordOf(other, '20261123')).not.toBe(passwordOf(prod, '1'))
  expect(resourcesOf(other, version).map(({ name }) => name)).not.toContain('mpla-prod-database-password-1')
  expect(inputsOf(other, version, 'mpla-prod-database-url')['secretString']).toMatch(
    new RegExp(`^postgresql://mpla_app_20261123:${passwordOf(other, '20261123')}@`),
  )
  expect(inputsOf(other, instance)).toEqual(inputsOf(prod, instance))
})

test('with SQLite there is no instance and no password', () => {
  expect(resourcesOf(sqlite, instance)).toEqual([])
  expect(resourcesOf(sqlite, version).map(({ name }) => name)).toEqual(
    ['accessToken', 'openaiApiKey', 'geminiApiKey'].map((key) => `mpla-prod-${key}`),
  )
})

test('each key is a secret of its own, and a version of it outlives its replacement', () => {
  for (const [key, value] of Object.entries(secretValues)) {
    const stored = oneResource(prod, version, `mpla-prod-${key}`)
    expect(stored.inputs['secretString']).toBe(value)
    expect(stored.secretInputs).toEqual(['secretString'])
    expect(stored.retainOnDelete).toBe(true)
  }
})

test('a deleted secret can be recovered in prod; in dev its name is free at once', () => {
  const days = (recording: typeof prod) =>
    new Set(
      resourcesOf(recording, 'aws:secretsmanager/secret:Secret').map(({ inputs }) => inputs['recoveryWindowInDays']),
    )
  expect([days(prod), days(dev)]).toEqual([new Set([7]), new Set([0])])
})

test('the volume is encrypted, protected in prod, and not backed up by AWS as well', () => {
  const files = oneResource(prod, 'aws:efs/fileSystem:FileSystem')
  expect(files.inputs).toMatchObject({ encrypted: true, throughputMode: 'elastic' })
  expect(files.protect).toBe(true)
  expect(oneResource(dev, 'aws:efs/fileSystem:FileSystem').protect).toBe(false)
  expect(inputsOf(prod, 'aws:efs/backupPolicy:BackupPolicy')['backupPolicy']).toEqual({ status: 'DISABLED' })
})

test('whoever mounts the volume is the user of the image, below /data', () => {
  expect(inputsOf(prod, 'aws:efs/accessPoint:AccessPoint', 'mpla-prod-data')).toMatchObject({
    posixUser: { uid: 10_001, gid: 10_001 },
    rootDirectory: { path: '/data', creationInfo: { ownerUid: 10_001, ownerGid: 10_001, permissions: '0750' } },
  })
})

test('after a restore the volume is another directory of the same file system', async () => {
  const path = '/aws-backup-restore_2026-11-23T05-10-11-123Z/data'
  const restored = await recordStack('prod', { volumePath: path })
  expect(inputsOf(restored, 'aws:efs/accessPoint:AccessPoint', 'mpla-prod-data')).toMatchObject({
    rootDirectory: { path },
  })
  expect(inputsOf(restored, 'aws:efs/fileSystem:FileSystem')).toEqual(inputsOf(prod, 'aws:efs/fileSystem:FileSystem'))
  expect(containersOf(restored).map(({ mountPoints }) => mountPoints)).toEqual(
    containersOf(prod).map(({ mountPoints }) => mountPoints),
  )
})

test('there is a mount target in each zone', () => {
  expect(
    resourcesOf(prod, 'aws:efs/mountTarget:MountTarget').map(({ inputs }) => [
      inputs['subnetId'],
      inputs['securityGroups'],
    ]),
  ).toEqual([
    ['mpla-prod-private-a-id', ['mpla-prod-volume-id']],
    ['mpla-prod-private-b-id', ['mpla-prod-volume-id']],
  ])
})

test('all of it can be read from a migration while the settings say so, and only read', async () => {
  const open = await recordStack('prod', { volumeOverview: 'true' })
  expect(inputsOf(open, 'aws:efs/accessPoint:AccessPoint', 'mpla-prod-overview')).toMatchObject({
    posixUser: { uid: 10_001, gid: 10_001 },
    rootDirectory: { path: '/' },
  })
  expect(resourcesOf(prod, 'aws:efs/accessPoint:AccessPoint')).toHaveLength(1)
  const mounts = containersOf(open).map(({ mountPoints }) => mountPoints)
  const data = { sourceVolume: 'data', containerPath: '/data', readOnly: false }
  const { Statement } = jsonOf(inputsOf(open, 'aws:efs/fileSystemPolicy:FileSystemPolicy'), 'policy') as PolicyDocument
  expect(Statement.at(-1)).toMatchObject({
    Sid: 'ReadAllByTaskRole',
    Action: 'elasticfilesystem:ClientMount',
    Condition: {
      Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' },
      StringEquals: { 'elasticfilesystem:AccessPointArn': expect.stringMatching(/mpla-prod-overview$/) },
    },
  })
  expect(mounts).toEqual([[data, { sourceVolume: 'overview', containerPath: '/overview', readOnly: true }], [data]])
})

test('only the role of the task mounts it, over TLS, through an access point', () => {
  const fileSystem = 'arn:aws:efs:eu-west-1:123456789012:fileSystem/mpla-prod-data'
  expect(jsonOf(inputsOf(prod, 'aws:efs/fileSystemPolicy:FileSystemPolicy'), 'policy')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyPlainTraffic',
        Effect: 'Deny',
        Principal: '*',
        Action: '*',
        Resource: fileSystem,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'MountByTaskRole',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam:eu-west-1:123456789012:role/mpla-prod-task' },
        Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        Resource: fileSystem,
        Condition: {
          Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' },
          StringEquals: {
            'elasticfilesystem:AccessPointArn': 'arn:aws:efs:eu-west-1:123456789012:accessPoint/mpla-prod-data',
          },
        },
      },
    ],
  })
})
