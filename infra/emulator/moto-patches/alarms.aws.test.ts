// The patches of moto for what tells that something is wrong: alarms, budgets, canaries, logs.
// Asked directly: what a new version of moto could break without a stack of ours noticing.
import { expect, test } from 'vitest'
import { elements } from '../aws-calls.ts'
import { patchedEmulator } from './patched-emulator.ts'

const { query, json, rest, account, missing } = patchedEmulator('patches-alarms')

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

test('nothing was asked that moto lacks', () => {
  expect(missing()).toEqual([])
})
