// The patches of moto, asked directly: what a new version of moto could break without a stack of ours noticing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { awsJson, awsQuery, awsRest, elements } from './aws-calls.ts'
import { type Emulator, missingActions, startEmulator } from './start-emulator.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator('patches')
})
afterAll(() => emulator?.close())

const query = (service: string, action: string, parameters: Record<string, string> = {}) =>
  awsQuery({ url: emulator.url, service }, action, parameters)
const json = (service: string, action: string, parameters: object = {}) =>
  awsJson({ url: emulator.url, service }, action, parameters)
const rest = async (service: string, method: string, path: string, body?: object): Promise<unknown> => {
  const text = await awsRest({ url: emulator.url, service }, method, path, body && JSON.stringify(body))
  return text === '' ? undefined : JSON.parse(text)
}
const account = '123456789012'

test('a new alarm has no data, and a composite alarm follows the alarms in its rule', async () => {
  const metric = { Namespace: 'MPLA', MetricName: 'Errors', Statistic: 'Sum', Period: '60', EvaluationPeriods: '1' }
  const condition = { Threshold: '1', ComparisonOperator: 'GreaterThanThreshold' }
  for (const AlarmName of ['slow', 'down'])
    await query('monitoring', 'PutMetricAlarm', { AlarmName, ...metric, ...condition })
  const rule = { AlarmName: 'page', AlarmRule: 'ALARM("down") OR (ALARM("slow") AND NOT ALARM("down"))' }
  await query('monitoring', 'PutCompositeAlarm', rule)
  const stateOf = async (name: string, type: string): Promise<string[]> => {
    const wanted = { 'AlarmNames.member.1': name, 'AlarmTypes.member.1': type }
    return elements(await query('monitoring', 'DescribeAlarms', wanted), 'StateValue')
  }
  expect(await stateOf('slow', 'MetricAlarm')).toEqual(['INSUFFICIENT_DATA'])
  expect(await stateOf('page', 'CompositeAlarm')).toEqual(['OK'])
  expect(await stateOf('page', 'MetricAlarm')).toEqual([])
  await query('monitoring', 'SetAlarmState', { AlarmName: 'slow', StateValue: 'ALARM', StateReason: 'test' })
  expect(await stateOf('page', 'CompositeAlarm')).toEqual(['ALARM'])
})

test('a composite alarm is silent while another alarm explains it, and speaks when that is over', async () => {
  const [TopicArn = ''] = elements(await query('sns', 'CreateTopic', { Name: 'suppression' }), 'TopicArn')
  const [QueueUrl = ''] = elements(await query('sqs', 'CreateQueue', { QueueName: 'suppression' }), 'QueueUrl')
  await query('sns', 'Subscribe', {
    TopicArn,
    Protocol: 'sqs',
    Endpoint: `arn:aws:sqs:eu-west-1:${account}:suppression`,
  })
  const metric = { Namespace: 'MPLA', MetricName: 'Errors', Statistic: 'Sum', Period: '60', EvaluationPeriods: '1' }
  const condition = { Threshold: '1', ComparisonOperator: 'GreaterThanThreshold' }
  for (const AlarmName of ['cause', 'symptom'])
    await query('monitoring', 'PutMetricAlarm', { AlarmName, ...metric, ...condition })
  const told = { 'AlarmActions.member.1': TopicArn, 'OKActions.member.1': TopicArn }
  const suppressed = {
    ActionsSuppressor: 'cause',
    ActionsSuppressorWaitPeriod: '60',
    ActionsSuppressorExtensionPeriod: '60',
  }
  const notifier = { AlarmName: 'symptom-notify', AlarmRule: 'ALARM("symptom")' }
  await query('monitoring', 'PutCompositeAlarm', { ...notifier, ...told, ...suppressed })
  const set = (AlarmName: string, StateValue: string) =>
    query('monitoring', 'SetAlarmState', { AlarmName, StateValue, StateReason: 'test' })
  const messages = async () => {
    const answer = await query('sqs', 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: '10' })
    for (const ReceiptHandle of elements(answer, 'ReceiptHandle'))
      await query('sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle })
    return elements(answer, 'Body').map((body) => /NewStateValue(?:&quot;|\W)+?(OK|ALARM)/.exec(body)?.[1])
  }
  expect(await messages(), 'it is OK from now on').toEqual(['OK'])
  await set('cause', 'ALARM')
  await set('symptom', 'ALARM')
  expect(await messages()).toEqual([])
  await set('cause', 'OK')
  expect(await messages()).toEqual(['ALARM'])
  await set('symptom', 'OK')
  expect(await messages()).toEqual(['OK'])
})

test('a service is steady at once and keeps what it was given', async () => {
  const ecs = (action: string, parameters: object) =>
    json('ecs', `AmazonEC2ContainerServiceV20141113.${action}`, parameters)
  await ecs('CreateCluster', { clusterName: 'main' })
  const containerDefinitions = [{ name: 'app', image: 'app:1', essential: true, memory: 128 }]
  for (const _ of ['revision 1', 'revision 2'])
    await ecs('RegisterTaskDefinition', { family: 'app', containerDefinitions })
  const service = { cluster: 'main', serviceName: 'app', taskDefinition: 'app:1', desiredCount: 2 }
  await ecs('CreateService', { ...service, enableExecuteCommand: true, healthCheckGracePeriodSeconds: 90 })
  const described = () => ecs('DescribeServices', { cluster: 'main', services: ['app'] })
  expect(await described()).toMatchObject({
    services: [
      {
        runningCount: 2,
        enableExecuteCommand: true,
        healthCheckGracePeriodSeconds: 90,
        deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 2 }],
      },
    ],
  })
  await ecs('UpdateService', { cluster: 'main', service: 'app', taskDefinition: 'app:2' })
  expect(await described()).toMatchObject({
    services: [{ deployments: [{ taskDefinition: expect.stringMatching(/app:2$/), rolloutState: 'COMPLETED' }] }],
  })
})

test('a service on spare capacity keeps its strategy and has no launch type', async () => {
  const ecs = (action: string, parameters: object) =>
    json('ecs', `AmazonEC2ContainerServiceV20141113.${action}`, parameters)
  await ecs('CreateCluster', { clusterName: 'spare' })
  await ecs('RegisterTaskDefinition', {
    family: 'spare',
    containerDefinitions: [{ name: 'app', image: 'app:1', essential: true, memory: 128 }],
  })
  const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]
  await ecs('CreateService', {
    cluster: 'spare',
    serviceName: 'app',
    taskDefinition: 'spare',
    capacityProviderStrategy,
  })
  const described = await ecs('DescribeServices', { cluster: 'spare', services: ['app'] })
  expect(described).toMatchObject({ services: [{ capacityProviderStrategy }] })
  expect(described).not.toMatchObject({ services: [{ launchType: expect.any(String) }] })
})

test('scalable targets have tags, and a changed policy leaves no alarms behind', async () => {
  const scaling = (action: string, parameters: object) =>
    json('application-autoscaling', `AnyScaleFrontendService.${action}`, parameters)
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/main/app',
    ScalableDimension: 'ecs:service:DesiredCount',
  }
  const range = { MinCapacity: 1, MaxCapacity: 3, Tags: { owner: 'test' } }
  const answer = await scaling('RegisterScalableTarget', { ...target, ...range })
  expect(answer).toEqual({ ScalableTargetARN: expect.any(String) })
  const ResourceARN = (answer as { ScalableTargetARN: string }).ScalableTargetARN // checked in the line before
  await scaling('TagResource', { ResourceARN, Tags: { stage: 'prod' } })
  await scaling('UntagResource', { ResourceARN, TagKeys: ['owner'] })
  expect(await scaling('ListTagsForResource', { ResourceARN })).toEqual({ Tags: { stage: 'prod' } })
  expect(await scaling('DescribeScalingActivities', target)).toEqual({ ScalingActivities: [] })

  const alarms = async () =>
    elements(await query('monitoring', 'DescribeAlarms'), 'AlarmName').filter((name) => name.includes('main/app'))
  const policy = { ...target, PolicyName: 'cpu' }
  for (const TargetValue of [60, 70]) {
    const metric = { PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' } }
    const TargetTrackingScalingPolicyConfiguration = { ...metric, TargetValue }
    const type = { PolicyType: 'TargetTrackingScaling' }
    await scaling('PutScalingPolicy', { ...policy, ...type, TargetTrackingScalingPolicyConfiguration })
    expect(await alarms()).toHaveLength(2)
  }
  await scaling('DeleteScalingPolicy', policy)
  expect(await alarms()).toEqual([])
})

test('a second attempt of a call that succeeded gets the answer of the first; of one that failed it is a new try', async () => {
  const call = (action: string, invocation: string) => {
    const role = { RoleName: 'attempts', AssumeRolePolicyDocument: '{}' }
    return awsQuery({ url: emulator.url, service: 'iam', invocation }, action, role)
  }
  const refused = /NoSuchEntity/
  await expect(call('GetRole', 'read')).rejects.toThrow(refused)
  const created = await call('CreateRole', 'first')
  expect(await call('CreateRole', 'first')).toBe(created)
  await expect(call('CreateRole', 'another call')).rejects.toThrow(/EntityAlreadyExists/)
  expect(elements(await call('GetRole', 'read'), 'RoleName')).toEqual(['attempts'])
})

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

test('a budget tells its subscribers and can change', async () => {
  const budgets = (action: string, parameters: object) =>
    json('budgets', `AWSBudgetServiceGateway.${action}`, { AccountId: account, ...parameters })
  const budget = (Amount: string) => ({
    BudgetName: 'monthly',
    BudgetLimit: { Amount, Unit: 'USD' },
    TimeUnit: 'MONTHLY',
    BudgetType: 'COST',
  })
  const Notification = { NotificationType: 'FORECASTED', ComparisonOperator: 'GREATER_THAN', Threshold: 80 }
  const Subscriber = { SubscriptionType: 'EMAIL', Address: 'on-call@example.com' }
  await budgets('CreateBudget', {
    Budget: budget('100'),
    NotificationsWithSubscribers: [{ Notification, Subscribers: [Subscriber] }],
  })
  const asked = { BudgetName: 'monthly', Notification: { ...Notification, ThresholdType: 'PERCENTAGE' } }
  expect(await budgets('DescribeSubscribersForNotification', asked)).toEqual({ Subscribers: [Subscriber] })
  await budgets('UpdateBudget', { NewBudget: budget('150') })
  expect(await budgets('DescribeBudget', { BudgetName: 'monthly' })).toMatchObject({
    Budget: { BudgetLimit: { Amount: '150' } },
  })
})

test('a version of a secret is listed with the moment it was made', async () => {
  const secrets = (action: string, input: object) =>
    awsJson({ url: emulator.url, service: 'secretsmanager' }, `secretsmanager.${action}`, input)
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

test('an experiment template can be read and changed', async () => {
  const created = await rest('fis', 'POST', '/experimentTemplates', {
    clientToken: 'test',
    description: 'Stop a task',
    stopConditions: [{ source: 'none' }],
    targets: {},
    actions: {},
    roleArn: `arn:aws:iam::${account}:role/fis`,
  })
  const { id } = (created as { experimentTemplate: { id: string } }).experimentTemplate // used in a path below
  await rest('fis', 'PATCH', `/experimentTemplates/${id}`, { description: 'Stop every task' })
  expect(await rest('fis', 'GET', `/experimentTemplates/${id}`)).toMatchObject({
    experimentTemplate: { id, description: 'Stop every task' },
  })
})

test('a canary can be started, stopped and deleted', async () => {
  await rest('synthetics', 'POST', '/canary', {
    Name: 'home',
    Code: { Handler: 'page.handler', S3Bucket: 'code', S3Key: 'page.zip' },
    ArtifactS3Location: 's3://artifacts',
    ExecutionRoleArn: `arn:aws:iam::${account}:role/canary`,
    Schedule: { Expression: 'rate(5 minutes)' },
    RuntimeVersion: 'syn-nodejs-puppeteer-9.1',
  })
  await rest('synthetics', 'POST', '/canary/home/start')
  expect(await rest('synthetics', 'GET', '/canary/home')).toMatchObject({ Canary: { Status: { State: 'RUNNING' } } })
  await rest('synthetics', 'POST', '/canary/home/stop')
  await rest('synthetics', 'DELETE', '/canary/home')
  await expect(rest('synthetics', 'GET', '/canary/home')).rejects.toThrow(/ResourceNotFoundException/)
})

test('a load balancer works at once, and a rule between two groups keeps its description', async () => {
  const [VpcId = ''] = elements(await query('ec2', 'DescribeVpcs'), 'vpcId')
  const [subnet = '', other = ''] = elements(await query('ec2', 'DescribeSubnets'), 'subnetId')
  const balancer = { Name: 'web', 'Subnets.member.1': subnet, 'Subnets.member.2': other }
  const created = await query('elasticloadbalancing', 'CreateLoadBalancer', { Version: '2015-12-01', ...balancer })
  expect(elements(created, 'Code')).toEqual(['active'])
  const group = async (GroupName: string): Promise<string> =>
    elements(
      await query('ec2', 'CreateSecurityGroup', { GroupName, GroupDescription: GroupName, VpcId }),
      'groupId',
    )[0] ?? ''
  const ports = {
    'IpPermissions.1.IpProtocol': 'tcp',
    'IpPermissions.1.FromPort': '80',
    'IpPermissions.1.ToPort': '80',
  }
  const rule = await query('ec2', 'AuthorizeSecurityGroupIngress', {
    GroupId: await group('app'),
    ...ports,
    'IpPermissions.1.Groups.1.GroupId': await group('balancer'),
    'IpPermissions.1.Groups.1.Description': 'From the balancer',
  })
  expect(elements(rule, 'description')).toEqual(['From the balancer'])
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

test('a web ACL keeps how data in its logs is protected', async () => {
  const waf = (action: string, parameters: object) =>
    json('wafv2', `AWSWAF_20190729.${action}`, { Name: 'web', Scope: 'REGIONAL', ...parameters })
  const VisibilityConfig = { MetricName: 'web', CloudWatchMetricsEnabled: true, SampledRequestsEnabled: true }
  const masked = (...FieldKeys: string[]) => ({
    DataProtections: [{ Action: 'SUBSTITUTION', Field: { FieldType: 'SINGLE_HEADER', FieldKeys } }],
  })
  const created = await waf('CreateWebACL', {
    DefaultAction: { Allow: {} },
    VisibilityConfig,
    DataProtectionConfig: masked('cookie'),
  })
  const { Id, LockToken } = (created as { Summary: Record<'Id' | 'LockToken', string> }).Summary // used in calls below
  expect(await waf('GetWebACL', { Id })).toMatchObject({ WebACL: { DataProtectionConfig: masked('cookie') } })
  const changed = { Id, LockToken, VisibilityConfig, DataProtectionConfig: masked('authorization') }
  await waf('UpdateWebACL', changed)
  expect(await waf('GetWebACL', { Id })).toMatchObject({ WebACL: { DataProtectionConfig: masked('authorization') } })
})

test('a bucket that denies plain traffic takes objects, and one that denies everything does not', async () => {
  // The first region of S3 is the one that a new bucket need not name.
  const put = (path: string, body = '') =>
    awsRest({ url: emulator.url, service: 's3', region: 'us-east-1' }, 'PUT', path, body)
  const policy = (Condition?: object) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::denying/*', Condition }],
    })
  await put(
    '/denying',
    '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>',
  )
  await put('/denying?policy', policy({ Bool: { 'aws:SecureTransport': 'false' } }))
  await put('/denying/log.gz', 'a log')
  await put('/denying?policy', policy())
  await expect(put('/denying/log.gz', 'another')).rejects.toThrow(/403/)
})

test('a bucket of another account is refused', async () => {
  await awsRest({ url: emulator.url, service: 's3', region: 'us-east-1' }, 'PUT', '/ours')
  const role = { RoleArn: 'arn:aws:iam::111111111111:role/other', RoleSessionName: 'other' }
  const [id = ''] = elements(await query('sts', 'AssumeRole', role), 'AccessKeyId')
  const statusFor = async (key: string) => {
    const scope = `Credential=${key}/20260101/us-east-1/s3/aws4_request`
    const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`
    return (await fetch(`${emulator.url}/ours?versioning`, { headers: { authorization } })).status
  }
  expect(await statusFor(id)).toBe(403)
  expect(await statusFor('test')).toBe(200)
})

test('a task of Fargate runs although its containers have no memory of their own', async () => {
  const ecs = (action: string, parameters: object) =>
    json('ecs', `AmazonEC2ContainerServiceV20141113.${action}`, parameters)
  await ecs('CreateCluster', { clusterName: 'tasks' })
  const sizes = { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512' }
  const containerDefinitions = [{ name: 'app', image: 'app:1' }]
  await ecs('RegisterTaskDefinition', { family: 'once', ...sizes, containerDefinitions })
  const awsvpcConfiguration = {
    subnets: elements(await query('ec2', 'DescribeSubnets'), 'subnetId').slice(0, 1),
    securityGroups: elements(await query('ec2', 'DescribeSecurityGroups'), 'groupId').slice(0, 1),
  }
  const run = { cluster: 'tasks', taskDefinition: 'once', launchType: 'FARGATE', count: 1 }
  expect(await ecs('RunTask', { ...run, networkConfiguration: { awsvpcConfiguration } })).toMatchObject({
    tasks: [{ lastStatus: 'RUNNING', createdAt: expect.any(Number) }],
  })
  expect(await ecs('DescribeTaskDefinition', { taskDefinition: 'once' })).not.toHaveProperty(
    'taskDefinition.containerDefinitions[0].memory',
  )
})

test('nothing was asked that moto lacks', () => {
  expect(missingActions(emulator)).toEqual([])
})

test('calls of a role are held to its policies: action, resource, tag, region; those of a test are not', async () => {
  const statements = [
    { Effect: 'Allow', Action: 'sns:*Topic', Resource: `arn:aws:sns:eu-west-1:${account}:own-*` },
    { Effect: 'Deny', Action: 'sns:DeleteTopic', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'ec2:DeleteVpc',
      Resource: '*',
      Condition: { StringLike: { 'aws:ResourceTag/stack': 'own*' } },
    },
    {
      Effect: 'Allow',
      Action: 'ec2:Describe*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
    },
  ]
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] })
  await query('iam', 'CreateRole', { RoleName: 'held', AssumeRolePolicyDocument })
  await query('iam', 'PutRolePolicy', { RoleName: 'held', PolicyName: 'own', PolicyDocument })
  const RoleArn = `arn:aws:iam::${account}:role/held`
  const [accessKey] = elements(await query('sts', 'AssumeRole', { RoleArn, RoleSessionName: 'x' }), 'AccessKeyId')
  const vpcOf = async (stack: string): Promise<string> => {
    const [id = ''] = elements(await query('ec2', 'CreateVpc', { CidrBlock: '10.9.0.0/16' }), 'vpcId')
    await query('ec2', 'CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'stack', 'Tag.1.Value': stack })
    return id
  }
  /** Whether the role may do it. */
  const may = (service: string, action: string, parameters: Record<string, string>, region = 'eu-west-1') =>
    awsQuery({ url: emulator.url, service, region, accessKey }, action, parameters).then(
      () => true,
      (error: Error) => {
        expect(error.message).toMatch(/not allowed/)
        return false
      },
    )
  expect(await may('sns', 'CreateTopic', { Name: 'own-topic' })).toBe(true)
  expect(await may('sns', 'CreateTopic', { Name: 'other' })).toBe(false)
  expect(await may('sns', 'DeleteTopic', { TopicArn: `arn:aws:sns:eu-west-1:${account}:own-topic` })).toBe(false)
  expect(await may('ec2', 'DeleteVpc', { VpcId: await vpcOf('own-1') })).toBe(true)
  expect(await may('ec2', 'DeleteVpc', { VpcId: await vpcOf('other') })).toBe(false)
  expect(await may('ec2', 'DescribeVpcs', {})).toBe(true)
  expect(await may('ec2', 'DescribeVpcs', {}, 'us-east-1')).toBe(false)
  expect(elements(await query('sns', 'CreateTopic', { Name: 'anything' }), 'TopicArn')).toHaveLength(1)
})

test('lines of a log are looked for in the streams whose names begin as asked', async () => {
  const logs = (action: string, parameters: object) =>
    json('logs', `Logs_20140328.${action}`, { logGroupName: 'searched', ...parameters })
  await logs('CreateLogGroup', {})
  for (const logStreamName of ['app/1', 'migrate/1']) {
    await logs('CreateLogStream', { logStreamName })
    await logs('PutLogEvents', { logStreamName, logEvents: [{ timestamp: Date.now(), message: logStreamName }] })
  }
  const found = async (parameters: object) => {
    const { events } = (await logs('FilterLogEvents', parameters)) as { events: { message: string }[] }
    return events.map(({ message }) => message).toSorted()
  }
  expect(await found({})).toEqual(['app/1', 'migrate/1'])
  expect(await found({ logStreamNamePrefix: 'migrate' })).toEqual(['migrate/1'])
  expect(await found({ logStreamNamePrefix: 'of-nothing' })).toEqual([])
})
