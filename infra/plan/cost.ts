import { busyShare } from './busy-hours.ts'
import type { PlannedResource } from './planned-resource.ts'
import { prices, usage } from './prices.ts'
import type { PlainSettings } from './settings-table.ts'

export interface CostItem {
  readonly what: string
  /** USD a month of 730 hours, at list price, without free tiers. */
  readonly monthlyUsd: number
}

type TaskNumbers = Pick<PlainSettings, 'minTasks' | 'maxTasks' | 'busyHours' | 'busyTasks' | 'busyDays'>
type Settings = TaskNumbers & Pick<PlainSettings, 'cpu' | 'memory' | 'architecture' | 'spot' | 'egress' | 'kind'>
type Pricing = (inputs: Readonly<Record<string, unknown>>, settings: Settings) => readonly CostItem[]

const hours = 730
const free: Pricing = () => []

/** Tasks that run on average: the minimum of the hour, and a quarter of what autoscaling may add to it. */
export function averageTasks(settings: TaskNumbers): number {
  const { minTasks, maxTasks, busyTasks } = settings
  const minimum = minTasks + (busyTasks - minTasks) * busyShare(settings)
  return minimum + (maxTasks - minimum) / 4
}

const addresses = (what: string, count: number): CostItem => ({
  what: `${what}: public addresses, ${count}`,
  monthlyUsd: count * prices.publicAddressHour * hours,
})

const service: Pricing = (_inputs, settings) => {
  const { vcpuHour, gibHour } = prices.fargate[settings.architecture]
  const tasks = Math.round(averageTasks(settings) * 100) / 100
  const perTask = (settings.cpu / 1024) * vcpuHour + (settings.memory / 1024) * gibHour
  const compute = {
    what: `Fargate${settings.spot ? ' Spot' : ''}: ${tasks} tasks on average of ${settings.cpu} units, ${settings.memory} MiB, ${settings.architecture}`,
    monthlyUsd: tasks * perTask * hours * (settings.spot ? prices.spotShare : 1),
  }
  return settings.egress === 'public' ? [compute, addresses('Tasks', tasks)] : [compute]
}

const database: Pricing = ({ instanceClass, allocatedStorage, multiAz }, { kind }) => {
  const instanceHour = typeof instanceClass === 'string' ? prices.databaseHour[instanceClass] : undefined
  const copies = multiAz === true ? 2 : 1
  return [
    instanceHour === undefined
      ? { what: `RDS: ${String(instanceClass)} is not in infra/plan/prices.ts`, monthlyUsd: Number.NaN }
      : { what: `RDS: ${String(instanceClass)} × ${copies}`, monthlyUsd: copies * instanceHour * hours },
    {
      what: `RDS: ${String(allocatedStorage)} GiB × ${copies}`,
      monthlyUsd: copies * Number(allocatedStorage) * prices.databaseGib,
    },
    // RDS's own are free up to the size of the instance; these are those of the vault.
    {
      what: `RDS backup: ${usage[kind].databaseGib} GiB`,
      monthlyUsd: usage[kind].databaseGib * prices.databaseBackupGib,
    },
  ]
}

const alarm: Pricing = ({ metricQueries }) => {
  const metrics = Array.isArray(metricQueries)
    ? metricQueries.filter((query: { metric?: unknown }) => query.metric !== undefined).length
    : 1
  return Array.from({ length: metrics }, () => ({ what: 'Metrics of alarms', monthlyUsd: prices.alarmMetric }))
}

/**
 * What each resource type costs. Every type that a stack registers is here, so that a new one cannot be forgotten: a
 * test fails on a type that is missing.
 */
const pricing: Readonly<Record<string, Pricing>> = {
  'aws:ecs/service:Service': service,
  'aws:rds/instance:Instance': database,
  'aws:cloudwatch/metricAlarm:MetricAlarm': alarm,
  'aws:cloudwatch/compositeAlarm:CompositeAlarm': () => [
    { what: 'Composite alarms', monthlyUsd: prices.compositeAlarm },
  ],
  // Free itself; the metric it makes is a custom one.
  'aws:cloudwatch/logMetricFilter:LogMetricFilter': () => [{ what: 'Custom metrics', monthlyUsd: prices.customMetric }],
  'aws:lb/loadBalancer:LoadBalancer': (_inputs, { kind }) => [
    { what: 'Load balancer', monthlyUsd: prices.balancerHour * hours },
    {
      what: `Load balancer: ${usage[kind].balancerUnits} capacity units on average`,
      monthlyUsd: usage[kind].balancerUnits * prices.balancerUnitHour * hours,
    },
    addresses('Load balancer', 2),
  ],
  'aws:ec2/natGateway:NatGateway': (_inputs, { kind }) => [
    { what: 'NAT gateway', monthlyUsd: prices.natHour * hours },
    { what: `NAT gateway: ${usage[kind].natGib} GiB`, monthlyUsd: usage[kind].natGib * prices.natGib },
  ],
  'aws:ec2/eip:Eip': () => [addresses('NAT gateway', 1)],
  'aws:efs/fileSystem:FileSystem': (_inputs, { kind }) => [
    { what: `EFS: ${usage[kind].volumeGib} GiB`, monthlyUsd: usage[kind].volumeGib * prices.volumeGib },
    { what: `EFS backup: ${usage[kind].volumeGib} GiB`, monthlyUsd: usage[kind].volumeGib * prices.backupGib },
  ],
  'aws:secretsmanager/secret:Secret': () => [{ what: 'Secret', monthlyUsd: prices.secret }],
  'aws:kms/key:Key': () => [{ what: 'Encryption key', monthlyUsd: prices.key }],
  // How much traffic is refused depends on who scans the addresses, so only the application's group is estimated.
  'aws:cloudwatch/logGroup:LogGroup': ({ name }, { kind }) =>
    String(name).endsWith('/app')
      ? [
          { what: `Logs: ${usage[kind].logGib} GiB a month`, monthlyUsd: usage[kind].logGib * prices.logGib },
          // CloudWatch makes them of lines of this very log.
          {
            what: `Metrics of the application: ${usage.customMetrics}`,
            monthlyUsd: usage.customMetrics * prices.customMetric,
          },
        ]
      : [],
  'aws:ecr/repository:Repository': () => [
    { what: `ECR: ${usage.imagesGib} GiB`, monthlyUsd: usage.imagesGib * prices.imageGib },
  ],
  'aws:wafv2/webAcl:WebAcl': ({ rules }, { kind }) => {
    const count = Array.isArray(rules) ? rules.length : Number.NaN
    const requests = usage[kind].millionRequests
    return [
      { what: `Web firewall: ${count} rules`, monthlyUsd: prices.webFirewall + count * prices.webFirewallRule },
      { what: `Web firewall: ${requests} million requests`, monthlyUsd: requests * prices.webFirewallMillion },
    ]
  },
  // The stack's only bucket is that of the access logs.
  'aws:s3/bucket:Bucket': (_inputs, { kind }) => [
    {
      what: `Access logs: ${usage[kind].accessLogGib} GiB kept, ${usage.accessLogFiles} files a month`,
      monthlyUsd:
        usage[kind].accessLogGib * prices.bucketGib + (usage.accessLogFiles / 1000) * prices.bucketThousandWrites,
    },
  ],
  'aws:acm/certificate:Certificate': free,
  'aws:acm/certificateValidation:CertificateValidation': free,
  'aws:appautoscaling/policy:Policy': free,
  'aws:appautoscaling/scheduledAction:ScheduledAction': free,
  'aws:appautoscaling/target:Target': free,
  // Paid by what is in the vault, which is priced with the database and the volume.
  'aws:backup/plan:Plan': free,
  'aws:backup/selection:Selection': free,
  'aws:backup/vault:Vault': free,
  'aws:backup/vaultPolicy:VaultPolicy': free,
  'aws:cloudwatch/dashboard:Dashboard': () => [{ what: 'Dashboard', monthlyUsd: prices.dashboard }],
  // Events of AWS itself cost nothing.
  'aws:cloudwatch/eventRule:EventRule': free,
  'aws:cloudwatch/eventTarget:EventTarget': free,
  'aws:cloudwatch/logResourcePolicy:LogResourcePolicy': free,
  // One without actions.
  'aws:budgets/budget:Budget': free,
  'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup': free,
  // Priced as logs, through its log group.
  'aws:ec2/flowLog:FlowLog': free,
  'aws:ec2/internetGateway:InternetGateway': free,
  'aws:ec2/route:Route': free,
  'aws:ec2/routeTable:RouteTable': free,
  'aws:ec2/routeTableAssociation:RouteTableAssociation': free,
  'aws:ec2/securityGroup:SecurityGroup': free,
  'aws:ec2/subnet:Subnet': free,
  'aws:ec2/vpc:Vpc': free,
  // A gateway endpoint; interface endpoints are not free.
  'aws:ec2/vpcEndpoint:VpcEndpoint': free,
  'aws:ecr/lifecyclePolicy:LifecyclePolicy': free,
  'aws:ecs/cluster:Cluster': free,
  'aws:ecs/clusterCapacityProviders:ClusterCapacityProviders': free,
  'aws:ecs/taskDefinition:TaskDefinition': free,
  'aws:efs/accessPoint:AccessPoint': free,
  'aws:efs/backupPolicy:BackupPolicy': free,
  'aws:efs/fileSystemPolicy:FileSystemPolicy': free,
  'aws:efs/mountTarget:MountTarget': free,
  'aws:iam/policy:Policy': free,
  'aws:iam/role:Role': free,
  'aws:iam/rolePolicy:RolePolicy': free,
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': free,
  'aws:lb/listener:Listener': free,
  'aws:lb/listenerRule:ListenerRule': free,
  'aws:lb/targetGroup:TargetGroup': free,
  'aws:rds/parameterGroup:ParameterGroup': free,
  'aws:rds/subnetGroup:SubnetGroup': free,
  // The hosted zone is the account's, not the stack's.
  'aws:route53/record:Record': free,
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': free,
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': free,
  'aws:s3/bucketPolicy:BucketPolicy': free,
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': free,
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': free,
  'aws:secretsmanager/secretVersion:SecretVersion': free,
  'aws:sns/topic:Topic': free,
  'aws:sns/topicPolicy:TopicPolicy': free,
  'aws:sns/topicSubscription:TopicSubscription': free,
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule': free,
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': free,
  'aws:wafv2/webAclAssociation:WebAclAssociation': free,
  // Priced as logs, through its log group.
  'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration': free,
  'docker-build:index:Image': free,
}

/** What is left out, because it depends on use alone or its price could not be confirmed. */
export const notIncluded =
  'traffic to the Internet, Container Insights, database and flow log ingestion, model providers, taxes'

/**
 * Line items of a stack, equal ones added up, dearest first.
 * @throws Error for a resource type that is not in `pricing`
 */
export function costItems(resources: readonly PlannedResource[], settings: Settings): readonly CostItem[] {
  const items = resources.flatMap(({ type, inputs }) => {
    const price = pricing[type]
    if (price === undefined)
      throw new Error(`Expected a price or "free" for ${type}, found neither; add it to infra/plan/cost.ts`)
    return price(inputs, settings)
  })
  return [...Map.groupBy(items, ({ what }) => what)]
    .map(([what, same]) => ({
      what: same.length === 1 ? what : `${what} (${same.length})`,
      monthlyUsd: same.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0),
    }))
    .toSorted((a, b) => b.monthlyUsd - a.monthlyUsd)
}

/** USD a month. */
export const totalUsd = (items: readonly CostItem[]): number =>
  items.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0)
