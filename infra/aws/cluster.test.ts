import { expect, test } from 'vitest'
import { containersOf, inputsOf, jsonOf, oneResource, resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const cluster = 'aws:ecs/cluster:Cluster'
const providers = 'aws:ecs/clusterCapacityProviders:ClusterCapacityProviders'
const service = 'aws:ecs/service:Service'
const group = 'aws:cloudwatch/logGroup:LogGroup'
const prod = await recordStack('prod')
const dev = await recordStack('dev')
const spot = await recordStack('dev', { spot: 'true' })
const exec = await recordStack('prod', { exec: 'true', logRetentionDays: '365' })

test('a cluster is watched by task in prod, and free of that in dev', () => {
  const insights = (recording: typeof prod) => inputsOf(recording, cluster)['settings']
  expect(insights(prod)).toEqual([{ name: 'containerInsights', value: 'enhanced' }])
  expect(insights(dev)).toEqual([{ name: 'containerInsights', value: 'disabled' }])
})

test('with spot the service runs on spare capacity only, which the cluster has before', () => {
  expect(inputsOf(spot, providers)).toEqual({ clusterName: 'mpla-dev', capacityProviders: ['FARGATE_SPOT'] })
  const { inputs, dependencies } = oneResource(spot, service)
  expect(inputs['capacityProviderStrategies']).toEqual([{ capacityProvider: 'FARGATE_SPOT', weight: 1 }])
  expect(inputs).not.toHaveProperty('launchType')
  expect(dependencies.filter((urn) => urn.includes(providers))).toHaveLength(1)
})

test('without spot it runs on ordinary Fargate', () => {
  for (const recording of [prod, dev]) {
    expect(resourcesOf(recording, providers)).toEqual([])
    expect(inputsOf(recording, service)['launchType']).toBe('FARGATE')
    expect(inputsOf(recording, service)).not.toHaveProperty('capacityProviderStrategies')
  }
})

test('commands in containers are off unless set, in prod and in dev', () => {
  for (const recording of [prod, dev]) {
    expect(inputsOf(recording, service)['enableExecuteCommand']).toBe(false)
    expect(inputsOf(recording, cluster)).not.toHaveProperty('configuration')
    expect(JSON.stringify(recording.resources)).not.toContain('ssmmessages')
    expect(containersOf(recording).map((each) => each['readonlyRootFilesystem'])).toEqual([true, true])
  }
})

test('with exec every session is recorded in a log group that is kept as long as the others', () => {
  expect(inputsOf(exec, service)['enableExecuteCommand']).toBe(true)
  expect(inputsOf(exec, group, 'mpla-prod-exec')).toMatchObject({ name: '/mpla/prod/exec', retentionInDays: 365 })
  expect(inputsOf(exec, cluster)['configuration']).toEqual({
    executeCommandConfiguration: {
      logging: 'OVERRIDE',
      logConfiguration: { cloudWatchLogGroupName: '/mpla/prod/exec' },
    },
  })
})

test('with exec the role of the tasks gets the channels and that log group, before a task starts', () => {
  const policy = 'aws:iam/rolePolicy:RolePolicy'
  expect(inputsOf(exec, policy, 'mpla-prod-exec')['role']).toBe('mpla-prod-task-id')
  expect(jsonOf(inputsOf(exec, policy, 'mpla-prod-exec'), 'policy')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OpenChannels',
        Effect: 'Allow',
        Action: [
          'ssmmessages:CreateControlChannel',
          'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel',
          'ssmmessages:OpenDataChannel',
        ],
        Resource: '*',
      },
      { Sid: 'FindLogGroup', Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: '*' },
      {
        Sid: 'Record',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: 'arn:aws:cloudwatch:eu-west-1:123456789012:logGroup/mpla-prod-exec:*',
      },
    ],
  })
  const needed = oneResource(exec, service).dependencies.map((urn) => urn.replace(/^.*\$/, ''))
  expect(needed).toContain('aws:iam/rolePolicy:RolePolicy::mpla-prod-exec')
})

test('with exec the agent can write to the root file system of the containers', () => {
  expect(containersOf(exec).map((each) => [each.name, each['readonlyRootFilesystem']])).toEqual([
    ['migrate', false],
    ['app', false],
  ])
})
