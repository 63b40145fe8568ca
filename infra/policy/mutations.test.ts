// Each rule is broken once in the real stack prod: a rule that finds nothing there would be a rule about nothing.
import { expect, test } from 'vitest'
import type { RecordedResource } from '../recorder.ts'
import { recordStack } from '../test-support/mocks.ts'
import { violationsOf } from './rule.ts'
import { rules } from './rules.ts'

type Stack = readonly RecordedResource[]
type Change = (stack: Stack) => Stack

const { resources: prod } = await recordStack('prod', { image: undefined, webFirewall: 'true' })

const only =
  (type: string, change: (resource: RecordedResource) => RecordedResource): Change =>
  (stack) =>
    stack.map((resource) => (resource.type === type ? change(resource) : resource))
/** Overrides inputs of every resource of a type. */
const set = (type: string, inputs: object): Change =>
  only(type, (resource) => ({ ...resource, inputs: { ...resource.inputs, ...inputs } }))
/** Takes the resources of a type out of the stack. */
const without =
  (type: string): Change =>
  (stack) =>
    stack.filter((resource) => resource.type !== type)
/** Makes an input of a type from all resources of another type. */
const relink =
  (type: string, input: string, target: (resource: RecordedResource) => boolean): Change =>
  (stack) =>
    only(type, (resource) => ({
      ...resource,
      madeFrom: { ...resource.madeFrom, [input]: stack.filter(target).map(({ urn }) => urn) },
    }))(stack)

const task = 'aws:ecs/taskDefinition:TaskDefinition'
const inContainers = (inputs: object): Change =>
  only(task, (resource) => {
    const containers: object[] = JSON.parse(String(resource.inputs['containerDefinitions']))
    const changed = containers.map((container) => ({ ...container, ...inputs }))
    return { ...resource, inputs: { ...resource.inputs, containerDefinitions: JSON.stringify(changed) } }
  })

const allow = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] })
const rolePolicy = (statement: object) => set('aws:iam/rolePolicy:RolePolicy', { policy: allow(statement) })
const service = 'aws:ecs/service:Service'
const database = 'aws:rds/instance:Instance'
const listener = 'aws:lb/listener:Listener'
const alarm = 'aws:cloudwatch/metricAlarm:MetricAlarm'
const repository = 'aws:ecr/repository:Repository'

const changes: Readonly<Record<string, Change>> = {
  'ingress-only-to-balancer': relink(
    'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    'securityGroupId',
    ({ name }) => name.endsWith('-database'),
  ),
  'rules-outside-groups': set('aws:ec2/securityGroup:SecurityGroup', { ingress: [{ protocol: '-1' }] }),
  'egress-by-port': set('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule', { ipProtocol: '-1' }),
  'default-group-closed': without('aws:ec2/defaultSecurityGroup:DefaultSecurityGroup'),
  'default-group-empty': set('aws:ec2/defaultSecurityGroup:DefaultSecurityGroup', { egress: [{ protocol: '-1' }] }),
  'flow-logs': without('aws:ec2/flowLog:FlowLog'),
  'flow-logs-rejected': set('aws:ec2/flowLog:FlowLog', { trafficType: 'ACCEPT' }),
  'no-addresses-by-default': set('aws:ec2/subnet:Subnet', { mapPublicIpOnLaunch: true }),
  'data-in-private-subnets': relink(
    'aws:rds/subnetGroup:SubnetGroup',
    'subnetIds',
    ({ type, name }) => type === 'aws:ec2/subnet:Subnet' && name.includes('-public-'),
  ),
  'balancer-hardened': set('aws:lb/loadBalancer:LoadBalancer', { dropInvalidHeaderFields: false }),
  'access-logs-in-prod': set('aws:lb/loadBalancer:LoadBalancer', { accessLogs: { enabled: false } }),
  'tls-policy': set(listener, { sslPolicy: 'ELBSecurityPolicy-2016-08' }),
  'plain-http-redirects': set(listener, { defaultActions: [{ type: 'forward' }] }),
  'certificate-renews': set('aws:acm/certificate:Certificate', { validationMethod: 'EMAIL' }),
  'metrics-hidden': without('aws:lb/listenerRule:ListenerRule'),
  'web-firewall-works': without('aws:wafv2/webAclAssociation:WebAclAssociation'),
  'web-firewall-masks-credentials': set('aws:wafv2/webAcl:WebAcl', { dataProtectionConfig: {} }),
  'container-not-root': inContainers({ user: 'root' }),
  'container-not-privileged': inContainers({ privileged: true }),
  'container-read-only': inContainers({ readonlyRootFilesystem: false }),
  'container-logs': inContainers({ logConfiguration: undefined }),
  'own-namespaces': set(task, { networkMode: 'bridge' }),
  'mounts-encrypted': set(task, { volumes: [{ name: 'data', efsVolumeConfiguration: {} }] }),
  'no-secret-in-environment': inContainers({ environment: [{ name: 'OPENAI_API_KEY', value: 'sk-1' }] }),
  'secrets-by-version': inContainers({
    secrets: [{ name: 'KEY', valueFrom: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:one-AbCdEf' }],
  }),
  'secrets-recoverable-in-prod': set('aws:secretsmanager/secret:Secret', { recoveryWindowInDays: 0 }),
  'images-by-digest': inContainers({ image: 'mpla:latest' }),
  'tags-name-content': set('docker-build:index:Image', { tags: ['mpla:latest'] }),
  'registry-immutable': set(repository, { imageTagMutability: 'MUTABLE' }),
  'registry-cleans-up': without('aws:ecr/lifecyclePolicy:LifecyclePolicy'),
  'circuit-breaker': set(service, { deploymentCircuitBreaker: { enable: true, rollback: false } }),
  'latest-platform': set(service, { platformVersion: '1.3.0' }),
  'exec-closed-in-prod': set(service, { enableExecuteCommand: true }),
  'single-writer': inContainers({ environment: [{ name: 'DATABASE_URL', value: 'file:/data/mpla.db' }] }),
  'scaling-bounded': set('aws:appautoscaling/target:Target', { maxCapacity: 30 }),
  'container-insights-in-prod': set('aws:ecs/cluster:Cluster', { settings: [] }),
  'database-private': set(database, { publiclyAccessible: true }),
  'database-tls': set('aws:rds/parameterGroup:ParameterGroup', { parameters: [] }),
  'database-maintained': set(database, { autoMinorVersionUpgrade: false }),
  'encrypted-at-rest': set('aws:efs/fileSystem:FileSystem', { encrypted: false }),
  'keys-rotate': set('aws:kms/key:Key', { enableKeyRotation: false }),
  'buckets-closed': without('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock'),
  'buckets-expire': without('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration'),
  'buckets-encrypted': without(
    'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
  ),
  'database-backed-up': set(database, { backupRetentionPeriod: 0 }),
  'volume-backed-up': without('aws:backup/selection:Selection'),
  'deletion-protected-in-prod': set('aws:lb/loadBalancer:LoadBalancer', { enableDeletionProtection: false }),
  'final-snapshot-in-prod': set(database, { skipFinalSnapshot: true }),
  'access-points-confined': set('aws:efs/accessPoint:AccessPoint', { posixUser: { uid: 0, gid: 0 } }),
  'no-wildcard-permissions': rolePolicy({ Action: 's3:*', Resource: '*' }),
  'no-pass-role-to-any': rolePolicy({ Action: 'iam:PassRole', Resource: '*' }),
  'no-inverted-permissions': rolePolicy({ NotAction: 'iam:*', Resource: '*' }),
  'no-administrators': set('aws:iam/role:Role', {
    managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
  }),
  'roles-trust-narrowly': set('aws:iam/role:Role', {
    assumeRolePolicy: allow({ Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }),
  }),
  'not-public': set('aws:kms/key:Key', { policy: allow({ Principal: '*', Action: 'kms:*', Resource: '*' }) }),
  'plain-traffic-denied': set('aws:sns/topicPolicy:TopicPolicy', {
    policy: allow({ Principal: { Service: 'cloudwatch.amazonaws.com' }, Action: 'sns:Publish' }),
  }),
  'log-retention': set('aws:cloudwatch/logGroup:LogGroup', { retentionInDays: 0 }),
  'alarms-have-actions': set(alarm, { okActions: [] }),
  'alarms-say-missing-data': set(alarm, { treatMissingData: undefined }),
  'alarms-link-runbook': set(alarm, { alarmDescription: 'Something is wrong' }),
  tagged: set('aws:ec2/vpc:Vpc', { tags: { Name: 'nobody’s' } }),
}

test('there is a change for every rule', () => {
  expect(Object.keys(changes).toSorted()).toEqual(rules.map(({ id }) => id).toSorted())
  expect(violationsOf(rules, prod)).toEqual([])
})

test.each(Object.entries(changes))('%s notices it', (id, change) => {
  expect(violationsOf(rules, change(prod)).map(({ rule }) => rule)).toContain(id)
})
