import type { PermissionTable } from './type-permissions.ts'

const rdsTags = ['rds:AddTagsToResource', 'rds:RemoveTagsFromResource']
const efsTags = ['elasticfilesystem:TagResource', 'elasticfilesystem:UntagResource']

const backupTags = ['backup:TagResource', 'backup:UntagResource']

export const dataPermissions: PermissionTable = {
  'aws:rds/instance:Instance': {
    read: [
      'rds:DescribeDBEngineVersions',
      'rds:DescribeDBInstances',
      'rds:DescribeDBSnapshots',
      'rds:DescribeOrderableDBInstanceOptions',
      'rds:DescribePendingMaintenanceActions',
      'rds:ListTagsForResource',
    ],
    named: [
      'rds:CreateDBInstance',
      'rds:CreateDBSnapshot',
      'rds:DeleteDBInstance',
      'rds:ModifyDBInstance',
      'rds:RebootDBInstance',
      ...rdsTags,
    ],
    serviceRoles: ['rds.amazonaws.com'],
  },
  'aws:rds/subnetGroup:SubnetGroup': {
    read: ['rds:DescribeDBSubnetGroups', 'rds:ListTagsForResource'],
    named: ['rds:CreateDBSubnetGroup', 'rds:DeleteDBSubnetGroup', 'rds:ModifyDBSubnetGroup', ...rdsTags],
  },
  'aws:rds/parameterGroup:ParameterGroup': {
    read: ['rds:DescribeDBParameterGroups', 'rds:DescribeDBParameters', 'rds:ListTagsForResource'],
    named: [
      'rds:CreateDBParameterGroup',
      'rds:DeleteDBParameterGroup',
      'rds:ModifyDBParameterGroup',
      'rds:ResetDBParameterGroup',
      ...rdsTags,
    ],
  },
  'aws:efs/fileSystem:FileSystem': {
    read: [
      'elasticfilesystem:DescribeFileSystems',
      'elasticfilesystem:DescribeLifecycleConfiguration',
      'elasticfilesystem:ListTagsForResource',
    ],
    any: ['elasticfilesystem:CreateFileSystem'],
    tagged: [
      'elasticfilesystem:DeleteFileSystem',
      'elasticfilesystem:PutLifecycleConfiguration',
      'elasticfilesystem:UpdateFileSystem',
      'elasticfilesystem:UpdateFileSystemProtection',
    ],
    tagging: efsTags,
    serviceRoles: ['elasticfilesystem.amazonaws.com'],
  },
  'aws:efs/accessPoint:AccessPoint': {
    read: ['elasticfilesystem:DescribeAccessPoints', 'elasticfilesystem:ListTagsForResource'],
    tagged: ['elasticfilesystem:CreateAccessPoint', 'elasticfilesystem:DeleteAccessPoint'],
    tagging: efsTags,
  },
  'aws:efs/mountTarget:MountTarget': {
    read: [
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'elasticfilesystem:DescribeMountTargetSecurityGroups',
      'elasticfilesystem:DescribeMountTargets',
    ],
    tagged: [
      'elasticfilesystem:CreateMountTarget',
      'elasticfilesystem:DeleteMountTarget',
      'elasticfilesystem:ModifyMountTargetSecurityGroups',
    ],
    // EFS makes and removes the network interface on behalf of the caller, without tags.
    any: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface'],
  },
  'aws:efs/backupPolicy:BackupPolicy': {
    read: ['elasticfilesystem:DescribeBackupPolicy'],
    tagged: ['elasticfilesystem:PutBackupPolicy'],
    serviceRoles: ['backup.amazonaws.com'],
  },
  'aws:efs/fileSystemPolicy:FileSystemPolicy': {
    read: ['elasticfilesystem:DescribeFileSystemPolicy'],
    tagged: ['elasticfilesystem:DeleteFileSystemPolicy', 'elasticfilesystem:PutFileSystemPolicy'],
  },
  'aws:secretsmanager/secret:Secret': {
    read: ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'],
    named: [
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret',
      'secretsmanager:RestoreSecret',
      'secretsmanager:TagResource',
      'secretsmanager:UntagResource',
      'secretsmanager:UpdateSecret',
    ],
  },
  'aws:secretsmanager/secretVersion:SecretVersion': {
    read: ['secretsmanager:DescribeSecret', 'secretsmanager:ListSecretVersionIds'],
    readSecrets: ['secretsmanager:GetSecretValue'],
    named: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
  },
  'aws:backup/vault:Vault': {
    read: ['backup:DescribeBackupVault', 'backup:ListRecoveryPointsByBackupVault', 'backup:ListTags'],
    named: ['backup:CreateBackupVault', 'backup:DeleteBackupVault'],
    tagging: backupTags,
    // For the storage behind a new vault, and its key.
    any: ['backup-storage:MountCapsule'],
    grants: ['kms:CreateGrant'],
    serviceRoles: ['backup.amazonaws.com'],
  },
  'aws:backup/vaultPolicy:VaultPolicy': {
    read: ['backup:GetBackupVaultAccessPolicy'],
    named: ['backup:DeleteBackupVaultAccessPolicy', 'backup:PutBackupVaultAccessPolicy'],
  },
  'aws:backup/plan:Plan': {
    read: ['backup:GetBackupPlan', 'backup:ListTags'],
    any: ['backup:CreateBackupPlan'],
    tagged: ['backup:DeleteBackupPlan', 'backup:UpdateBackupPlan'],
    tagging: backupTags,
  },
  'aws:backup/selection:Selection': {
    read: ['backup:GetBackupSelection'],
    tagged: ['backup:CreateBackupSelection', 'backup:DeleteBackupSelection'],
    passesRoleTo: ['backup.amazonaws.com'],
  },
  'aws:kms/key:Key': {
    read: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'],
    any: ['kms:CreateKey'],
    tagged: [
      'kms:DisableKeyRotation',
      'kms:EnableKeyRotation',
      'kms:PutKeyPolicy',
      'kms:ScheduleKeyDeletion',
      'kms:UpdateKeyDescription',
    ],
    tagging: ['kms:TagResource', 'kms:UntagResource'],
  },
}
