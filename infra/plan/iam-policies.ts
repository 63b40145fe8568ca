import { document, type PolicyDocument } from './policy-document.ts'

/**
 * Lets a service take a role.
 * @param account only on behalf of resources of this account, so that no other customer's resource can (confused deputy)
 */
export const assumedBy = <Value>(service: string, account: Value): PolicyDocument<Value> =>
  document({
    Sid: 'Assume',
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  })

/** What ECS does for a task before its containers run: fetch exactly these secrets, pull from this repository, log here. */
export function executionPolicy<Value>(args: {
  /** ARNs of the secrets; at least one. */
  readonly secrets: readonly Value[]
  /** ARNs of the repositories that images may come from; at least one. */
  readonly repositories: readonly Value[]
  /** ARN of the streams of the log group, ending in `:*`. */
  readonly logStreams: Value
}): PolicyDocument<Value> {
  return document<Value>(
    { Sid: 'ReadSecrets', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: args.secrets },
    { Sid: 'Log', Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: args.logStreams },
    // The token is for the account, not for a repository; AWS offers no narrower resource.
    { Sid: 'LogIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    {
      Sid: 'Pull',
      Effect: 'Allow',
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: args.repositories,
    },
  )
}

/**
 * What a task itself may do in AWS: mount its volume through its access point, nothing else, but for the overview
 * while there is one: to read all of it.
 */
export const taskPolicy = <Value>(args: {
  readonly fileSystem: Value
  readonly accessPoint: Value
  /** ARN of the access point to all of it, if there is one. */
  readonly overview: Value | undefined
}) =>
  document<Value>(
    {
      Sid: 'Mount',
      Effect: 'Allow',
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: args.fileSystem,
      Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': args.accessPoint } },
    },
    ...(args.overview === undefined
      ? []
      : [
          {
            Sid: 'ReadAll',
            Effect: 'Allow',
            Action: 'elasticfilesystem:ClientMount',
            Resource: args.fileSystem,
            Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': args.overview } },
          } as const,
        ]),
  )

/** On the volume: TLS only, and only the task's role, through a mount target and an access point. All else is denied. */
export const volumePolicy = <Value>(args: {
  readonly fileSystem: Value
  readonly accessPoint: Value
  /** ARN of the access point to all of it, if there is one. */
  readonly overview: Value | undefined
  readonly taskRole: Value
}) =>
  document<Value>(
    {
      Sid: 'DenyPlainTraffic',
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Resource: args.fileSystem,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Sid: 'MountByTaskRole',
      Effect: 'Allow',
      Principal: { AWS: args.taskRole },
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: args.fileSystem,
      Condition: {
        Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' },
        StringEquals: { 'elasticfilesystem:AccessPointArn': args.accessPoint },
      },
    },
    ...(args.overview === undefined
      ? []
      : [
          {
            Sid: 'ReadAllByTaskRole',
            Effect: 'Allow',
            Principal: { AWS: args.taskRole },
            Action: 'elasticfilesystem:ClientMount',
            Resource: args.fileSystem,
            Condition: {
              Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' },
              StringEquals: { 'elasticfilesystem:AccessPointArn': args.overview },
            },
          } as const,
        ]),
  )

/**
 * On the key of the alarm topic. CloudWatch must be able to encrypt with it: with the key that AWS manages for SNS it
 * is not, and every notification is lost without an error. The same loss was reported for a condition on the calling
 * account, so there is none here; who may publish is decided by the policy of the topic.
 */
export const alertKeyPolicy = <Value>(args: { readonly accountRoot: Value }) =>
  document<Value>(
    { Sid: 'Administer', Effect: 'Allow', Principal: { AWS: args.accountRoot }, Action: 'kms:*', Resource: '*' },
    {
      Sid: 'PublishAlarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    },
    {
      Sid: 'PublishCosts',
      Effect: 'Allow',
      Principal: { Service: 'budgets.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    },
  )

/** On the alarm topic: alarms and budgets of this account publish, over TLS, and nobody else. */
export const alertTopicPolicy = <Value>(args: { readonly topic: Value; readonly account: Value }) =>
  document<Value>(
    {
      Sid: 'PublishAlarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: args.topic,
      Condition: { StringEquals: { 'aws:SourceAccount': args.account } },
    },
    {
      Sid: 'PublishCosts',
      Effect: 'Allow',
      Principal: { Service: 'budgets.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: args.topic,
      Condition: { StringEquals: { 'aws:SourceAccount': args.account } },
    },
    {
      Sid: 'DenyPlainTraffic',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sns:Publish',
      Resource: args.topic,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  )

/**
 * On the backup vault: nobody deletes a recovery point or lets it end sooner. Those that have had their days go all the
 * same. Taking the policy away is a step of its own: `deletionProtection`.
 */
export const backupVaultPolicy = () =>
  document<string>({
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
  })

/** What VPC flow logs need to write into one log group. */
export const flowLogPolicy = <Value>(args: { readonly logStreams: Value }) =>
  document<Value>({
    Sid: 'WriteFlowLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
    Resource: args.logStreams,
  })

/** On CloudWatch Logs: rules of this account write events into one log group. */
export const eventLogPolicy = <Value>(args: { readonly logStreams: Value; readonly account: Value }) =>
  document<Value>({
    Sid: 'WriteEvents',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: args.logStreams,
    Condition: { StringEquals: { 'aws:SourceAccount': args.account } },
  })
