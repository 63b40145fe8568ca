import { stackPrefix } from '../names.ts'
import { document, type PolicyDocument } from '../policy-document.ts'
import { managedPasswords, type StackScope, stackArns } from './stack-arns.ts'

/**
 * The most that any role of a stack can do, whatever its policies say. Deployments by GitHub may write policies of the
 * stack's roles; without this limit whoever changes the program could give a task any permission of the account.
 */
export function roleBoundary(scope: StackScope): PolicyDocument {
  const { secretsmanager = [], logs = [] } = stackArns(scope)
  return document(
    { Sid: 'ReadSecrets', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secretsmanager },
    {
      // RDS tags the secret with the instance whose password it holds.
      Sid: 'ReadManagedPassword',
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: managedPasswords(scope),
      Condition: {
        StringLike: {
          'aws:ResourceTag/aws:rds:primaryDBInstanceArn': `arn:${scope.partition}:rds:${scope.region}:${scope.account}:db:${stackPrefix(scope.stack)}`,
        },
      },
    },
    {
      Sid: 'WriteLogs',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: logs,
    },
    {
      Sid: 'ExecuteCommands',
      Effect: 'Allow',
      // Of the agent of ECS Exec, where the settings allow commands in containers.
      Action: [
        'logs:DescribeLogGroups',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      Resource: '*',
    },
    {
      Sid: 'PullImages',
      Effect: 'Allow',
      // An image may come from any repository that the settings name.
      Action: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:GetAuthorizationToken',
        'ecr:GetDownloadUrlForLayer',
      ],
      Resource: '*',
    },
    {
      Sid: 'MountVolume',
      Effect: 'Allow',
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: '*',
      Condition: { StringLike: { 'aws:ResourceTag/stack': scope.stack } },
    },
    {
      // Of the policies that AWS keeps for AWS Backup, what database and volume take.
      Sid: 'BackUpAndRestore',
      Effect: 'Allow',
      Action: [
        'backup:CopyIntoBackupVault',
        'backup:DescribeBackupVault',
        'elasticfilesystem:Backup',
        'elasticfilesystem:Describe*',
        'elasticfilesystem:Restore',
        'kms:CreateGrant',
        'kms:DescribeKey',
        'rds:AddTagsToResource',
        'rds:CopyDBSnapshot',
        'rds:CreateDBSnapshot',
        'rds:DeleteDBSnapshot',
        'rds:Describe*',
        'rds:ListTagsForResource',
        'tag:GetResources',
      ],
      Resource: '*',
    },
  )
}
