// The patches of moto for what keeps data: databases, volumes, secrets, backups.
// Asked directly: what a new version of moto could break without a stack of ours noticing.
import { expect, test } from 'vitest'
import { awsJson, elements } from '../aws-calls.ts'
import { patchedEmulator } from './patched-emulator.ts'

const { query, rest, emulator, account, missing } = patchedEmulator('patches-data')

test('a file system has a backup policy, and its throughput can change', async () => {
  const files = '/2015-02-01/file-systems'
  const created = await rest('elasticfilesystem', 'POST', files, { CreationToken: 'data' })
  const { FileSystemId } = created as { FileSystemId: string } // used in paths below, which fail without it
  const policy = { BackupPolicy: { Status: 'ENABLED' } }
  await rest('elasticfilesystem', 'PUT', `${files}/${FileSystemId}/backup-policy`, policy)
  expect(await rest('elasticfilesystem', 'GET', `${files}/${FileSystemId}/backup-policy`)).toEqual(policy)
  const elastic = { ThroughputMode: 'elastic' }
  expect(await rest('elasticfilesystem', 'PUT', `${files}/${FileSystemId}`, elastic)).toMatchObject(elastic)
  await rest('elasticfilesystem', 'DELETE', `${files}/${FileSystemId}/policy`)
})

test('a version of a secret is listed with the moment it was made', async () => {
  const secrets = (action: string, input: object) =>
    awsJson({ url: emulator().url, service: 'secretsmanager' }, `secretsmanager.${action}`, input)
  await secrets('CreateSecret', { Name: 'key', SecretString: 'not-a-real-key' })
  const { CreatedDate } = (await secrets('GetSecretValue', { SecretId: 'key' })) as { CreatedDate: number } // in s
  await expect.poll(() => Date.now() / 1000 - CreatedDate, { timeout: 5_000 }).toBeGreaterThan(2)
  expect(await secrets('ListSecretVersionIds', { SecretId: 'key' })).toMatchObject({ Versions: [{ CreatedDate }] })
})

test('a backup plan has selections, and its name is free again when it is deleted', async () => {
  await rest('backup', 'PUT', '/backup-vaults/daily', {})
  const BackupPlan = { BackupPlanName: 'daily', Rules: [{ RuleName: 'daily', TargetBackupVaultName: 'daily' }] }
  const created = await rest('backup', 'PUT', '/backup/plans', { BackupPlan })
  const { BackupPlanId } = created as { BackupPlanId: string } // used in paths below, which fail without it
  const selections = `/backup/plans/${BackupPlanId}/selections`
  const BackupSelection = { SelectionName: 'data', IamRoleArn: `arn:aws:iam::${account}:role/backup`, Resources: ['*'] }
  const selected = await rest('backup', 'PUT', selections, { BackupSelection })
  const { SelectionId } = selected as { SelectionId: string } // used in a path below, which fails without it
  expect(await rest('backup', 'GET', `${selections}/${SelectionId}`)).toMatchObject({ BackupSelection })
  await rest('backup', 'DELETE', `/backup/plans/${BackupPlanId}`)
  await rest('backup', 'PUT', '/backup/plans', { BackupPlan })
})

test('a vault has an access policy, and stays while it holds recovery points', async () => {
  const vault = '/backup-vaults/kept'
  await rest('backup', 'PUT', vault, {})
  await expect(rest('backup', 'GET', `${vault}/access-policy`)).rejects.toThrow(/ResourceNotFound/)
  await rest('backup', 'PUT', `${vault}/access-policy`, { Policy: '{}' })
  expect(await rest('backup', 'GET', `${vault}/access-policy`)).toMatchObject({ Policy: '{}' })
  await rest('backup', 'DELETE', `${vault}/access-policy`)
  await expect(rest('backup', 'GET', `${vault}/access-policy`)).rejects.toThrow(/ResourceNotFound/)

  const IamRoleArn = `arn:aws:iam::${account}:role/backup`
  const ResourceArn = `arn:aws:elasticfilesystem:eu-west-1:${account}:file-system/fs-1`
  await rest('backup', 'PUT', '/backup-jobs', { BackupVaultName: 'kept', ResourceArn, IamRoleArn })
  const jobs = (filter: string) => rest('backup', 'GET', `/backup-jobs/?${filter}`)
  expect(await jobs('backupVaultName=kept&state=COMPLETED')).toMatchObject({ BackupJobs: [{ ResourceType: 'EFS' }] })
  expect(await jobs('backupVaultName=kept&state=FAILED')).toEqual({ BackupJobs: [] })
  expect(await jobs('backupVaultName=another')).toEqual({ BackupJobs: [] })
  const { ResourceTypeOptInPreference } = (await rest('backup', 'GET', '/account-settings')) as Record<string, unknown> // an object, by the API
  expect(ResourceTypeOptInPreference).toEqual({ EFS: true, RDS: true })
  const listed = await rest('backup', 'GET', `${vault}/recovery-points/?resourceType=EFS`)
  const { RecoveryPoints: points } = listed as { RecoveryPoints: { RecoveryPointArn: string }[] } // used in paths below
  expect(points).toMatchObject([{ ResourceArn, Status: 'COMPLETED' }])
  const { RecoveryPointArn = '' } = points[0] ?? {}
  const { RestoreJobId } = (await rest('backup', 'PUT', '/restore-jobs', {
    RecoveryPointArn,
    IamRoleArn,
    Metadata: { newFileSystem: 'false' },
  })) as { RestoreJobId: string } // used in the next path
  expect(await rest('backup', 'GET', `/restore-jobs/${RestoreJobId}`)).toMatchObject({ Status: 'COMPLETED' })
  await expect(rest('backup', 'DELETE', vault)).rejects.toThrow(/contains recovery points/)
  await rest('backup', 'DELETE', `${vault}/recovery-points/${encodeURIComponent(RecoveryPointArn)}`)
  await rest('backup', 'DELETE', vault)
  expect(await rest('backup', 'GET', '/backup-vaults/')).toMatchObject({
    BackupVaultList: [{ BackupVaultName: 'daily' }],
  })
})

test('an instance has a resource id of its own, and a restored one is no replica and has no managed password', async () => {
  const rds = (action: string, parameters: Record<string, string>) =>
    query('rds', action, { Version: '2014-10-31', ...parameters })
  const size = { DBInstanceClass: 'db.t4g.micro', Engine: 'postgres', AllocatedStorage: '20', MasterUsername: 'owner' }
  await rds('CreateDBInstance', { DBInstanceIdentifier: 'one', ManageMasterUserPassword: 'true', ...size })
  await rds('RestoreDBInstanceToPointInTime', {
    SourceDBInstanceIdentifier: 'one',
    TargetDBInstanceIdentifier: 'two',
    UseLatestRestorableTime: 'true',
  })
  await rds('CreateDBSnapshot', { DBInstanceIdentifier: 'one', DBSnapshotIdentifier: 'last' })
  await rds('RestoreDBInstanceFromDBSnapshot', { DBInstanceIdentifier: 'three', DBSnapshotIdentifier: 'last' })
  const described = await rds('DescribeDBInstances', {})
  expect(elements(described, 'DBInstanceIdentifier')).toEqual(['one', 'two', 'three'])
  expect(new Set(elements(described, 'DbiResourceId')).size).toBe(3)
  expect(elements(described, 'SecretArn')).toHaveLength(1)
  expect(elements(described, 'ReadReplicaSourceDBInstanceIdentifier')).toEqual([])

  await rds('ModifyDBInstance', {
    DBInstanceIdentifier: 'two',
    NewDBInstanceIdentifier: 'new',
    ApplyImmediately: 'true',
  })
  await rds('DeleteDBInstance', { DBInstanceIdentifier: 'new', SkipFinalSnapshot: 'true' })
  const snapshots = elements(await rds('DescribeDBSnapshots', {}), 'DBSnapshotIdentifier')
  expect(
    snapshots.filter((name) => name.startsWith('rds:two')),
    'automatic ones go with it',
  ).toEqual([])
  expect(snapshots).toContain('last')
})

test('a recovery point of an instance is a snapshot that can be restored, until it is deleted', async () => {
  const rds = (action: string, parameters: Record<string, string>) =>
    query('rds', action, { Version: '2014-10-31', ...parameters })
  const vault = '/backup-vaults/of-instances'
  await rest('backup', 'PUT', vault, {})
  const size = { DBInstanceClass: 'db.t4g.micro', Engine: 'postgres', AllocatedStorage: '20', MasterUsername: 'owner' }
  await rds('CreateDBInstance', { DBInstanceIdentifier: 'kept', MasterUserPassword: 'not-a-secret', ...size })
  const { RecoveryPointArn } = (await rest('backup', 'PUT', '/backup-jobs', {
    BackupVaultName: 'of-instances',
    ResourceArn: `arn:aws:rds:eu-west-1:${account}:db:kept`,
    IamRoleArn: `arn:aws:iam::${account}:role/backup`,
  })) as { RecoveryPointArn: string } // used below
  expect(RecoveryPointArn).toMatch(/^arn:aws:rds:eu-west-1:\d+:snapshot:awsbackup:job-/)
  await rds('DeleteDBInstance', { DBInstanceIdentifier: 'kept', SkipFinalSnapshot: 'true' })
  const restore = { DBInstanceIdentifier: 'again', DBSnapshotIdentifier: RecoveryPointArn }
  await rds('RestoreDBInstanceFromDBSnapshot', restore)
  expect(elements(await rds('DescribeDBInstances', {}), 'DBInstanceIdentifier')).toContain('again')
  await rest('backup', 'DELETE', `${vault}/recovery-points/${encodeURIComponent(RecoveryPointArn)}`)
  expect(await rds('DescribeDBSnapshots', {})).not.toContain('awsbackup')
  await rest('backup', 'DELETE', vault)
})

test('a parameter that was set has the user as its source, until it is reset', async () => {
  const group = { DBParameterGroupName: 'main' }
  await query('rds', 'CreateDBParameterGroup', { ...group, DBParameterGroupFamily: 'postgres17', Description: 'test' })
  const parameter = {
    'Parameters.Parameter.1.ParameterName': 'rds.force_ssl',
    'Parameters.Parameter.1.ApplyMethod': 'immediate',
  }
  const asked = { ...group, Source: 'user' }
  await query('rds', 'ModifyDBParameterGroup', { ...group, ...parameter, 'Parameters.Parameter.1.ParameterValue': '1' })
  expect(elements(await query('rds', 'DescribeDBParameters', asked), 'Source')).toEqual(['user'])
  await query('rds', 'ResetDBParameterGroup', { ...group, ...parameter })
  expect(elements(await query('rds', 'DescribeDBParameters', asked), 'Source')).toEqual([])
})

test('a database instance has the authority that RDS gives a new one, or the one asked for', async () => {
  const instance = { Engine: 'postgres', DBInstanceClass: 'db.t4g.micro', AllocatedStorage: '20', MasterUsername: 'u' }
  const create = async (DBInstanceIdentifier: string, more: Record<string, string> = {}) =>
    elements(
      await query('rds', 'CreateDBInstance', {
        ...instance,
        MasterUserPassword: 'not-a-real-password',
        DBInstanceIdentifier,
        ...more,
      }),
      'CACertificateIdentifier',
    )
  expect(await create('usual')).toEqual(['rds-ca-rsa2048-g1'])
  expect(await create('other', { CACertificateIdentifier: 'rds-ca-ecc384-g1' })).toEqual(['rds-ca-ecc384-g1'])
})

test('nothing was asked that moto lacks', () => {
  expect(missing()).toEqual([])
})
