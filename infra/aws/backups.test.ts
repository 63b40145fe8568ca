import { expect, test } from 'vitest'
import { inputsOf, jsonOf, oneResource, resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const vault = 'aws:backup/vault:Vault'
const policy = 'aws:backup/vaultPolicy:VaultPolicy'
const prod = await recordStack('prod')
const dev = await recordStack('dev')
const unprotected = await recordStack('prod', { deletionProtection: 'false', backupDays: '14' })

const arn = (kind: string, name: string) =>
  `arn:aws:${kind.split('/')[0]}:eu-west-1:123456789012:${kind.split('/')[1]}/${name}`

test('database and volume are backed up daily, and kept for the days of the settings', () => {
  expect(inputsOf(prod, 'aws:backup/plan:Plan')['rules']).toEqual([
    {
      ruleName: 'daily',
      targetVaultName: 'mpla-prod-backups',
      schedule: 'cron(0 5 ? * * *)',
      startWindow: 60,
      completionWindow: 180,
      lifecycle: { deleteAfter: 35 },
      recoveryPointTags: { project: 'mpla', stack: 'prod', kind: 'prod', 'managed-by': 'pulumi' },
    },
  ])
  expect(inputsOf(unprotected, 'aws:backup/plan:Plan')['rules']).toMatchObject([{ lifecycle: { deleteAfter: 14 } }])
  expect(inputsOf(dev, 'aws:backup/plan:Plan')['rules']).toMatchObject([{ lifecycle: { deleteAfter: 7 } }])
  const selected = (recording: typeof prod) => inputsOf(recording, 'aws:backup/selection:Selection')['resources']
  expect(selected(prod)).toEqual([arn('efs/fileSystem', 'mpla-prod-data'), arn('rds/instance', 'mpla-prod-database')])
  expect(selected(dev)).toEqual([arn('efs/fileSystem', 'mpla-dev-data')])
})

test('it begins when RDS takes backups: not in the hour before its maintenance, not during it', () => {
  const { maintenanceWindow } = inputsOf(prod, 'aws:rds/instance:Instance')
  const [begin = 0, end = 0] = String(maintenanceWindow)
    .split('-')
    .map((time) => Number(time.split(':')[1]) + Number(time.split(':')[2]) / 60)
  expect([begin, end]).toEqual([4, 4.5])
  const [, minute, hour] = /^cron\((\d+) (\d+) /.exec(String(scheduleOf(prod))) ?? []
  const at = Number(hour) + Number(minute) / 60
  expect(at > end || at < begin - 1).toBe(true)
})

const scheduleOf = (recording: typeof prod) => {
  const rules = inputsOf(recording, 'aws:backup/plan:Plan')['rules'] as { schedule: string }[] // recorded as given
  return rules[0]?.schedule
}

test('AWS Backup may back up and restore on behalf of this account, and does so only once it may', () => {
  expect(jsonOf(inputsOf(prod, 'aws:iam/role:Role', 'mpla-prod-backup'), 'assumeRolePolicy')).toMatchObject({
    Statement: [
      {
        Principal: { Service: 'backup.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    ],
  })
  expect(
    resourcesOf(prod, 'aws:iam/rolePolicyAttachment:RolePolicyAttachment').map(({ inputs }) => inputs['policyArn']),
  ).toEqual([
    'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup',
    'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores',
  ])
  const needed = oneResource(prod, 'aws:backup/selection:Selection').dependencies
  expect(needed.filter((urn) => urn.includes('RolePolicyAttachment'))).toHaveLength(2)
})

test('while the stack is protected nobody deletes a recovery point, and Pulumi not the vault', () => {
  expect(oneResource(prod, vault).protect).toBe(true)
  expect(jsonOf(inputsOf(prod, policy), 'policy')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'KeepRecoveryPoints',
        Effect: 'Deny',
        Principal: '*',
        Action: [
          'backup:DeleteBackupVault',
          'backup:DeleteRecoveryPoint',
          'backup:DisassociateRecoveryPoint',
          'backup:UpdateRecoveryPointLifecycle',
        ],
        Resource: '*',
      },
    ],
  })
  expect(oneResource(unprotected, vault).protect).toBe(false)
  expect(resourcesOf(unprotected, policy)).toEqual([])
})

test('a prod stack that is deleted leaves the vault with what it keeps; of a dev stack nothing stays', () => {
  const fate = (recording: typeof prod) => {
    const { retainOnDelete, inputs } = oneResource(recording, vault)
    return { retainOnDelete, emptied: inputs['forceDestroy'] }
  }
  expect(fate(unprotected)).toEqual({ retainOnDelete: true, emptied: false })
  expect(fate(dev)).toEqual({ retainOnDelete: false, emptied: true })
})

test('all that holds data is protected in Pulumi and, where AWS can, in AWS', () => {
  const protectedTypes = (recording: typeof prod) =>
    recording.resources.filter(({ protect }) => protect).map(({ type }) => type)
  expect(protectedTypes(prod)).toEqual(
    expect.arrayContaining([vault, 'aws:efs/fileSystem:FileSystem', 'aws:rds/instance:Instance']),
  )
  expect(protectedTypes(unprotected)).toEqual([])
  expect(inputsOf(prod, 'aws:rds/instance:Instance')['deletionProtection']).toBe(true)
  expect(inputsOf(prod, 'aws:lb/loadBalancer:LoadBalancer')['enableDeletionProtection']).toBe(true)
})
