// One way to list each kind of resource that the project creates or may create.
import { awsJson, awsQuery, awsRest, elements } from './aws-calls.ts'

/** Ids of everything of one kind. */
export type Listing = (url: string, region: string) => Promise<string[]>

const query =
  (service: string, action: string, element: string, parameters: Record<string, string> = {}): Listing =>
  async (url, region) =>
    elements(await awsQuery({ url, service, region }, action, parameters), element)

type Entry = Record<string, unknown>

const isRecord = (value: unknown): value is Entry => typeof value === 'object' && value !== null

/** @param id what names an entry, undefined for one that does not count; default: the entries are the names */
const json =
  (service: string, action: string, list: string, id?: (entry: Entry) => unknown, parameters: object = {}): Listing =>
  async (url, region) => {
    const answer = await awsJson({ url, service, region }, action, parameters)
    const entries = isRecord(answer) ? answer[list] : undefined
    if (!Array.isArray(entries)) throw new Error(`${action}: expected a list ${list}, got ${JSON.stringify(answer)}`)
    const ids = entries.map((entry: unknown) => (id && isRecord(entry) ? id(entry) : entry))
    return ids.filter((each) => each !== undefined).map(String)
  }

const rest =
  (service: string, path: string, pattern: RegExp): Listing =>
  async (url, region) =>
    [...(await awsRest({ url, service, region }, 'GET', path)).matchAll(pattern)].map((match) => match[1] ?? '')

const ec2 = (action: string, element: string, parameters: Record<string, string> = {}): Listing =>
  query('ec2', action, element, { Version: '2016-11-15', ...parameters })
const balancing = (action: string, element: string): Listing =>
  query('elasticloadbalancing', action, element, { Version: '2015-12-01' })
const rds = (action: string, element: string): Listing => query('rds', action, element, { Version: '2014-10-31' })
const iam = (action: string, element: string, parameters: Record<string, string> = {}): Listing =>
  query('iam', action, element, { Version: '2010-05-08', ...parameters })
const autoScaling = (action: string, list: string, id: (entry: Entry) => unknown): Listing =>
  json('application-autoscaling', `AnyScaleFrontendService.${action}`, list, id, { ServiceNamespace: 'ecs' })
const containers = (action: string, list: string, parameters: object = {}, id?: (entry: Entry) => unknown): Listing =>
  json('ecs', `AmazonEC2ContainerServiceV20141113.${action}`, list, id, parameters)

/** ECS goes on listing deleted clusters for a while. */
const activeClusters: Listing = async (url, region) => {
  const arns = await containers('ListClusters', 'clusterArns')(url, region)
  const names = containers('DescribeClusters', 'clusters', { clusters: arns }, ({ status, clusterArn }) =>
    status === 'ACTIVE' ? clusterArn : undefined,
  )
  return arns.length === 0 ? [] : await names(url, region)
}

/** Keys go only days after they are deleted. */
const enabledKeys: Listing = async (url, region) => {
  const ids = await json('kms', 'TrentService.ListKeys', 'Keys', ({ KeyId }) => KeyId)(url, region)
  const states = ids.map(async (KeyId) => {
    const answer = await awsJson({ url, service: 'kms', region }, 'TrentService.DescribeKey', { KeyId })
    const key = isRecord(answer) && isRecord(answer['KeyMetadata']) ? answer['KeyMetadata'] : {}
    return key['KeyState'] === 'Enabled' && key['KeyManager'] === 'CUSTOMER' ? [KeyId] : []
  })
  return (await Promise.all(states)).flat()
}

export const listings: Record<string, Listing> = {
  'address (Elastic IP)': ec2('DescribeAddresses', 'allocationId'),
  'flow log': ec2('DescribeFlowLogs', 'flowLogId'),
  'internet gateway': ec2('DescribeInternetGateways', 'internetGatewayId'),
  'NAT gateway': ec2('DescribeNatGateways', 'natGatewayId', {
    'Filter.1.Name': 'state',
    'Filter.1.Value.1': 'available',
  }),
  'route table': ec2('DescribeRouteTables', 'routeTableId'),
  'security group': ec2('DescribeSecurityGroups', 'groupId'),
  subnet: ec2('DescribeSubnets', 'subnetId'),
  VPC: ec2('DescribeVpcs', 'vpcId'),
  'VPC endpoint': ec2('DescribeVpcEndpoints', 'vpcEndpointId', {
    'Filter.1.Name': 'vpc-endpoint-state',
    'Filter.1.Value.1': 'available',
  }),
  'load balancer': balancing('DescribeLoadBalancers', 'LoadBalancerArn'),
  'target group': balancing('DescribeTargetGroups', 'TargetGroupArn'),
  'database instance': rds('DescribeDBInstances', 'DBInstanceIdentifier'),
  'database parameter group': rds('DescribeDBParameterGroups', 'DBParameterGroupName'),
  'database snapshot': rds('DescribeDBSnapshots', 'DBSnapshotIdentifier'),
  'database subnet group': rds('DescribeDBSubnetGroups', 'DBSubnetGroupName'),
  'IAM policy': iam('ListPolicies', 'Arn', { Scope: 'Local' }),
  'IAM role': iam('ListRoles', 'Arn'),
  alarm: query('monitoring', 'DescribeAlarms', 'AlarmArn', {
    'AlarmTypes.member.1': 'MetricAlarm',
    'AlarmTypes.member.2': 'CompositeAlarm',
  }),
  topic: query('sns', 'ListTopics', 'TopicArn'),
  queue: query('sqs', 'ListQueues', 'QueueUrl'),
  'topic subscription': query('sns', 'ListSubscriptions', 'SubscriptionArn'),
  'ECS cluster': activeClusters,
  'task definition': containers('ListTaskDefinitions', 'taskDefinitionArns', { status: 'ACTIVE' }),
  'scalable target': autoScaling('DescribeScalableTargets', 'ScalableTargets', ({ ResourceId }) => ResourceId),
  'scheduled scaling': autoScaling(
    'DescribeScheduledActions',
    'ScheduledActions',
    ({ ScheduledActionARN }) => ScheduledActionARN,
  ),
  'web firewall': json('wafv2', 'AWSWAF_20190729.ListWebACLs', 'WebACLs', ({ ARN }) => ARN, { Scope: 'REGIONAL' }),
  'scaling policy': autoScaling('DescribeScalingPolicies', 'ScalingPolicies', ({ PolicyARN }) => PolicyARN),
  'container repository': json(
    'ecr',
    'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories',
    'repositories',
    ({ repositoryArn }) => repositoryArn,
  ),
  budget: json('budgets', 'AWSBudgetServiceGateway.DescribeBudgets', 'Budgets', ({ BudgetName }) => BudgetName, {
    AccountId: '123456789012',
  }),
  secret: json('secretsmanager', 'secretsmanager.ListSecrets', 'SecretList', ({ ARN }) => ARN),
  'log group': json('logs', 'Logs_20140328.DescribeLogGroups', 'logGroups', ({ logGroupName }) => logGroupName),
  certificate: json(
    'acm',
    'CertificateManager.ListCertificates',
    'CertificateSummaryList',
    ({ CertificateArn }) => CertificateArn,
  ),
  'file system': rest('elasticfilesystem', '/2015-02-01/file-systems', /"FileSystemArn": ?"([^"]+)"/g),
  'access point': rest('elasticfilesystem', '/2015-02-01/access-points', /"AccessPointArn": ?"([^"]+)"/g),
  'backup plan': rest('backup', '/backup/plans/', /"BackupPlanId": ?"([^"]+)"/g),
  'backup vault': rest('backup', '/backup-vaults/', /"BackupVaultName": ?"([^"]+)"/g),
  'hosted zone': rest('route53', '/2013-04-01/hostedzone', /<Id>([^<]+)<\/Id>/g),
  'encryption key': enabledKeys,
  bucket: rest('s3', '/', /<Name>([^<]+)<\/Name>/g),
}
