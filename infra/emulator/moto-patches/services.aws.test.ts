// The patches of moto for what runs: services, tasks, their scaling and the balancer before them.
// Asked directly: what a new version of moto could break without a stack of ours noticing.
import { expect, test } from 'vitest'
import { elements } from '../aws-calls.ts'
import { patchedEmulator } from './patched-emulator.ts'

const { query, json, rest, account, missing } = patchedEmulator('patches-services')

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
  expect(missing()).toEqual([])
})
