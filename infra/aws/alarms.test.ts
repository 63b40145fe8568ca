import { expect, test } from 'vitest'
import { alarmDescription } from '../plan/alarm-text.ts'
import { alarms } from '../plan/alarms.ts'
import { inputsOf, jsonOf, resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const metricAlarm = 'aws:cloudwatch/metricAlarm:MetricAlarm'
const runbooks = 'https://git.example.com/mpla/blob/v1.0.0/runbooks'
const prod = await recordStack('prod', { runbooks })
const topic = 'arn:aws:sns:eu-west-1:123456789012:topic/mpla-prod-alerts'

test('there is one CloudWatch alarm for each of the registry', () => {
  expect(
    resourcesOf(prod, metricAlarm)
      .map(({ inputs }) => inputs['name'])
      .toSorted(),
  ).toEqual(alarms.map(({ id }) => `mpla-prod-${id}`).toSorted())
})

test.each(alarms)('$id tells the topic when it fires and when it is over, and links its runbook', (alarm) => {
  expect(inputsOf(prod, metricAlarm, `mpla-prod-${alarm.id}`)).toMatchObject({
    alarmActions: [topic],
    okActions: [topic],
    alarmDescription: alarmDescription(alarm, runbooks),
    threshold: alarm.threshold.value,
    datapointsToAlarm: alarm.datapoints,
    evaluationPeriods: alarm.of,
    treatMissingData: alarm.missingData.means,
    tags: { runbook: alarm.id, severity: alarm.severity },
  })
})

const balancer = { LoadBalancer: 'app/mpla-prod-web/50dc6c495c0c9188' }

test('unhealthy-hosts watches the target group', () => {
  expect(inputsOf(prod, metricAlarm, 'mpla-prod-unhealthy-hosts')).toMatchObject({
    namespace: 'AWS/ApplicationELB',
    metricName: 'UnHealthyHostCount',
    statistic: 'Maximum',
    period: 60,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    dimensions: { ...balancer, TargetGroup: 'targetgroup/mpla-prod-web/73e2d6bc24d8a067' },
  })
})

test('server-error-ratio computes a share of all requests', () => {
  const inputs = inputsOf(prod, metricAlarm, 'mpla-prod-server-error-ratio')
  const metric = (id: string, metricName: string) => ({
    id,
    metric: { namespace: 'AWS/ApplicationELB', metricName, stat: 'Sum', period: 60, dimensions: balancer },
  })
  expect(inputs['metricQueries']).toEqual([
    {
      id: 'result',
      expression: expect.stringMatching(/^IF\(/),
      label: 'Server errors, % of requests',
      returnData: true,
    },
    metric('requests', 'RequestCount'),
    metric('targetErrors', 'HTTPCode_Target_5XX_Count'),
    metric('balancerErrors', 'HTTPCode_ELB_5XX_Count'),
  ])
  expect([inputs['metricName'], inputs['dimensions'], inputs['comparisonOperator']]).toEqual([
    undefined,
    undefined,
    'GreaterThanThreshold',
  ])
})

test('high-cpu watches the service under the names it really has', () => {
  const { dimensions } = inputsOf(prod, metricAlarm, 'mpla-prod-high-cpu')
  expect(dimensions).toEqual({
    ClusterName: inputsOf(prod, 'aws:ecs/cluster:Cluster')['name'],
    ServiceName: inputsOf(prod, 'aws:ecs/service:Service')['name'],
  })
})

test('CloudWatch can encrypt for the topic and publish to it; nobody else publishes', () => {
  expect(inputsOf(prod, 'aws:sns/topic:Topic')['kmsMasterKeyId']).toBe('mpla-prod-alerts-id')
  expect(jsonOf(inputsOf(prod, 'aws:kms/key:Key'), 'policy')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Administer',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::123456789012:root' },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'PublishAlarms',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
      },
    ],
  })
  expect(jsonOf(inputsOf(prod, 'aws:sns/topicPolicy:TopicPolicy'), 'policy')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PublishAlarms',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topic,
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
      {
        Sid: 'DenyPlainTraffic',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: topic,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  })
})

test('the address of the settings is subscribed; without one there is no subscription', async () => {
  const subscription = 'aws:sns/topicSubscription:TopicSubscription'
  expect(inputsOf(prod, subscription)).toMatchObject({ topic, protocol: 'email', endpoint: 'on-call@example.com' })
  expect(resourcesOf(await recordStack('dev'), subscription)).toEqual([])
})
