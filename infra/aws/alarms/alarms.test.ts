import { expect, test } from 'vitest'
import { alarmDescription } from '../../plan/alarms/alarm-text.ts'
import { alarms } from '../../plan/alarms/alarms.ts'
import { inputsOf, jsonOf, resourcesOf } from '../../test-support/graph.ts'
import { recordStack } from '../../test-support/mocks.ts'

const metricAlarm = 'aws:cloudwatch/metricAlarm:MetricAlarm'
const runbooks = 'https://git.example.com/mpla/blob/v1.0.0/runbooks'
const prod = await recordStack('prod', { runbooks })
const dev = await recordStack('dev')
const topicArn = (severity: string) => `arn:aws:sns:eu-west-1:123456789012:topic/mpla-prod-${severity}`
const topics = { page: topicArn('page'), ticket: topicArn('ticket') }

const compositeAlarm = 'aws:cloudwatch/compositeAlarm:CompositeAlarm'
const inputsByName = new Map(
  [...resourcesOf(prod, metricAlarm), ...resourcesOf(prod, compositeAlarm)].map(({ inputs }) => [
    String(inputs['name'] ?? inputs['alarmName']),
    inputs,
  ]),
)

test('each alarm of the registry has one of its name, and there are no others but what these are made of', () => {
  const expected = alarms.flatMap(({ id, evaluation, explainedBy }) => [
    `mpla-prod-${id}`,
    ...('long' in evaluation ? [`mpla-prod-${id}-long`, `mpla-prod-${id}-short`] : []),
    ...(explainedBy ? [`mpla-prod-${id}-notify`] : []),
  ])
  expect([...inputsByName.keys()].toSorted()).toEqual(expected.toSorted())
})

test.each(alarms)(
  '$id tells the topic of its severity when it fires and when it is over, and links its runbook',
  (alarm) => {
    const own = inputsByName.get(`mpla-prod-${alarm.id}`)
    const notifier = inputsByName.get(`mpla-prod-${alarm.id}-notify`)
    const topic = topics[alarm.severity]
    const told = { alarmActions: [topic], okActions: [topic], alarmDescription: alarmDescription(alarm, runbooks) }
    expect(notifier ?? own).toMatchObject({ ...told, tags: { runbook: alarm.id, severity: alarm.severity } })
    if (!notifier) return
    expect([own?.['alarmActions'], own?.['okActions']]).toEqual([undefined, undefined])
    expect(notifier).toMatchObject({
      alarmRule: `ALARM("mpla-prod-${alarm.id}")`,
      actionsSuppressor: { alarm: `mpla-prod-${alarm.explainedBy}`, waitPeriod: 120, extensionPeriod: 300 },
    })
  },
)

test.each(alarms)('$id fires as the registry says', ({ id, threshold, evaluation, missingData }) => {
  const beyond = { threshold: threshold.value, treatMissingData: missingData.means }
  if ('long' in evaluation) {
    expect(inputsByName.get(`mpla-prod-${id}`)).toMatchObject({
      alarmRule: `ALARM("mpla-prod-${id}-long") AND ALARM("mpla-prod-${id}-short")`,
    })
    for (const window of ['long', 'short'] as const)
      expect(inputsByName.get(`mpla-prod-${id}-${window}`)).toMatchObject({ ...beyond, evaluationPeriods: 1 })
  } else
    expect(inputsByName.get(`mpla-prod-${id}`)).toMatchObject({
      ...beyond,
      datapointsToAlarm: evaluation.datapoints,
      evaluationPeriods: evaluation.of,
    })
})

test('a burn rate is measured over both of its windows', () => {
  const periods = (name: string) => {
    const queries = inputsByName.get(name)?.['metricQueries']
    if (!Array.isArray(queries)) throw new Error(`Expected metric queries in ${name}`)
    return queries.flatMap(({ metric }: { metric?: { period: number } }) => (metric ? [metric.period] : []))
  }
  expect(periods('mpla-prod-availability-fast-burn-long')).toEqual([3_600, 3_600, 3_600])
  expect(periods('mpla-prod-availability-fast-burn-short')).toEqual([300, 300, 300])
})

test('lines of the log are counted by a filter, from zero on', () => {
  expect(inputsOf(prod, 'aws:cloudwatch/logMetricFilter:LogMetricFilter', 'mpla-prod-error-lines')).toEqual({
    logGroupName: '/mpla/prod/app',
    pattern: '{ $.level = "error" || $.level = "fatal" }',
    metricTransformation: { namespace: 'MPLA/Logs', name: 'mpla-prod-error-lines', value: '1', defaultValue: '0' },
  })
  expect(inputsByName.get('mpla-prod-error-lines')).toMatchObject({
    namespace: 'MPLA/Logs',
    metricName: 'mpla-prod-error-lines',
    statistic: 'Sum',
    period: 300,
  })
})

test('events are counted by a rule for this service alone, and kept', () => {
  const name = 'mpla-prod-deployment-failed'
  expect(jsonOf(inputsOf(prod, 'aws:cloudwatch/eventRule:EventRule', name), 'eventPattern')).toEqual({
    source: ['aws.ecs'],
    'detail-type': ['ECS Deployment State Change'],
    resources: [{ wildcard: '*:service/mpla-prod/mpla-prod' }],
    detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
  })
  expect(inputsOf(prod, 'aws:cloudwatch/eventTarget:EventTarget', name)).toMatchObject({ rule: name })
  expect(inputsByName.get(name)).toMatchObject({
    namespace: 'AWS/Events',
    metricName: 'TriggeredRules',
    dimensions: { RuleName: name },
  })
  expect(prod.outputs['eventLog']).toBe('/aws/events/mpla/prod/alarms')
})

test('a stack that can be thrown away has no rules, and the alarms that apply to it', () => {
  expect(resourcesOf(dev, 'aws:cloudwatch/eventRule:EventRule')).toEqual([])
  expect(resourcesOf(dev, 'aws:cloudwatch/logResourcePolicy:LogResourcePolicy')).toEqual([])
  expect(resourcesOf(dev, metricAlarm).map(({ name }) => name)).toContain('mpla-dev-no-healthy-hosts')
  // Nobody is woken up by it, so nothing is paid for waking them up once only.
  expect(resourcesOf(dev, compositeAlarm).filter(({ name }) => name.endsWith('-notify'))).toEqual([])
  expect(inputsOf(dev, metricAlarm, 'mpla-dev-unhealthy-hosts')['alarmActions']).toEqual([
    expect.stringContaining('page'),
  ])
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

test.each(['page', 'ticket'] as const)(
  'CloudWatch can encrypt for the %s topic and publish to it; nobody else publishes',
  (severity) => {
    expect(inputsOf(prod, 'aws:sns/topic:Topic', `mpla-prod-${severity}`)['kmsMasterKeyId']).toBe('mpla-prod-alerts-id')
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
        {
          Sid: 'PublishCosts',
          Effect: 'Allow',
          Principal: { Service: 'budgets.amazonaws.com' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          Resource: '*',
        },
      ],
    })
    expect(jsonOf(inputsOf(prod, 'aws:sns/topicPolicy:TopicPolicy', `mpla-prod-${severity}`), 'policy')).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'PublishAlarms',
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: topics[severity],
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
        },
        {
          Sid: 'PublishCosts',
          Effect: 'Allow',
          Principal: { Service: 'budgets.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: topics[severity],
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
        },
        {
          Sid: 'DenyPlainTraffic',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sns:Publish',
          Resource: topics[severity],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    })
  },
)

test('the addresses of the settings are subscribed; without one there is no subscription', async () => {
  const subscription = 'aws:sns/topicSubscription:TopicSubscription'
  const email = { protocol: 'email', endpoint: 'on-call@example.com' }
  expect(inputsOf(prod, subscription, 'mpla-prod-page')).toMatchObject({ topic: topics.page, ...email })
  expect(inputsOf(prod, subscription, 'mpla-prod-ticket')).toMatchObject({ topic: topics.ticket, ...email })
  const both = await recordStack('prod', { ticketEmail: 'team@example.com' })
  expect(inputsOf(both, subscription, 'mpla-prod-ticket')).toMatchObject({ endpoint: 'team@example.com' })
  expect(inputsOf(both, subscription, 'mpla-prod-page')).toMatchObject({ endpoint: 'on-call@example.com' })
  expect(resourcesOf(dev, subscription)).toEqual([])
})
