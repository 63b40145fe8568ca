import { expect, test } from 'vitest'
import { inputsOf, jsonOf, oneResource, resourcesOf } from '../test-support/graph.ts'
import { recordStack, secretValues } from '../test-support/mocks.ts'

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
    backupRetentionPeriod: 35,
    deletionProtection: true,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: 'mpla-prod-final-mpla-prod-vpc-id',
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

test('PostgreSQL refuses connections without TLS', () => {
  expect(inputsOf(prod, 'aws:rds/parameterGroup:ParameterGroup')).toMatchObject({
    family: 'postgres17',
    parameters: expect.arrayContaining([{ name: 'rds.force_ssl', value: '1' }]),
  })
})

test('the application verifies whom it talks to, with the password of the instance', () => {
  const { password } = inputsOf(prod, instance)
  expect(password).toMatch(/^[0-9a-f]{48}$/)
  expect(inputsOf(prod, version, 'mpla-prod-database-url')['secretString']).toBe(
    `postgresql://mpla:${password}@mpla-prod.abcdefghijkl.eu-west-1.rds.amazonaws.com:5432/mpla?sslmode=verify-full&sslrootcert=/mpla/rds-ca.pem`,
  )
})

test('the password is made once: later runs keep the stored one', async () => {
  const again = await recordStack('prod')
  const name = 'mpla-prod-database-password'
  expect(inputsOf(again, version, name)['secretString']).not.toBe(inputsOf(prod, version, name)['secretString'])
  expect(oneResource(prod, version, name).ignoreChanges).toEqual(['secretString'])
  expect(oneResource(prod, version, 'mpla-prod-database-url').ignoreChanges).toEqual([])
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

test('the volume is encrypted, backed up and protected in prod', () => {
  const files = oneResource(prod, 'aws:efs/fileSystem:FileSystem')
  expect(files.inputs).toMatchObject({ encrypted: true, throughputMode: 'elastic' })
  expect(files.protect).toBe(true)
  expect(oneResource(dev, 'aws:efs/fileSystem:FileSystem').protect).toBe(false)
  expect(inputsOf(prod, 'aws:efs/backupPolicy:BackupPolicy')['backupPolicy']).toEqual({ status: 'ENABLED' })
})

test('whoever mounts the volume is the user of the image, below /data', () => {
  expect(inputsOf(prod, 'aws:efs/accessPoint:AccessPoint')).toMatchObject({
    posixUser: { uid: 10_001, gid: 10_001 },
    rootDirectory: { path: '/data', creationInfo: { ownerUid: 10_001, ownerGid: 10_001, permissions: '0750' } },
  })
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

test('only the role of the task mounts it, over TLS, through the access point', () => {
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
