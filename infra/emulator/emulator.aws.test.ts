// The harness itself, with a program of a few resources that the provider does not wait for. prod.aws.test.ts and
// dev.aws.test.ts run the real program.
import * as aws from '@pulumi/aws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { summary } from '../deploy/changes.ts'
import { awsJson, awsQuery, elements } from './aws-calls.ts'
import { added, type Inventory, takeInventory } from './inventory.ts'
import { listings } from './listings.ts'
import { type OpenStack, openStack } from './open-stack.ts'
import { type Emulator, missingActions, startEmulator } from './start-emulator.ts'

/** What the tests below change between two operations. */
const wanted = { days: 30, family: 'first', isBroken: false }

async function program() {
  const role = new aws.iam.Role('task', {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'ecs-tasks.amazonaws.com' }),
  })
  const secret = new aws.secretsmanager.Secret('key', { recoveryWindowInDays: 0 })
  // A document as an object with an output inside: the plugin makes it JSON.
  const statement = { Effect: 'Allow' as const, Action: ['secretsmanager:GetSecretValue'], Resource: [secret.arn] }
  new aws.iam.RolePolicy('task', { role: role.id, policy: { Version: '2012-10-17', Statement: [statement] } })
  new aws.cloudwatch.LogGroup('app', { retentionInDays: wanted.days })
  const topic = new aws.sns.Topic('pages')
  const alarm = new aws.cloudwatch.MetricAlarm('errors', {
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 2,
    period: 60,
    statistic: 'Sum',
    threshold: 5,
    namespace: 'MPLA',
    metricName: 'Errors',
    alarmActions: [topic.arn],
  })
  new aws.ecs.TaskDefinition('app', {
    family: wanted.family,
    cpu: '256',
    memory: '512',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    executionRoleArn: role.arn,
    containerDefinitions: JSON.stringify([{ name: 'app', image: 'app:1', essential: true }]),
  })
  if (wanted.isBroken)
    new aws.iam.RolePolicyAttachment('broken', {
      role: 'no-such-role',
      policyArn: aws.iam.ManagedPolicy.ReadOnlyAccess,
    })
  return { alarm: alarm.name, topic: topic.arn }
}

let emulator: Emulator
let stack: OpenStack
let empty: Inventory
beforeAll(async () => {
  emulator = await startEmulator('harness')
  empty = await takeInventory(emulator)
  stack = await openStack({ emulator, project: 'harness', name: 'test', program })
})
afterAll(() => emulator?.close())

test('a new account has the kinds of resources that AWS gives every account, and can be listed in full', () => {
  expect(Object.keys(empty)).toEqual(Object.keys(listings))
  expect(empty['VPC']).toHaveLength(1)
  expect(empty['IAM role']).toEqual([])
})

test('up creates what the program says, and the emulator has it', async () => {
  const changes = await stack.up()
  expect(changes.filter(({ operation }) => operation !== 'create')).toEqual([])
  const kinds = added(empty, await takeInventory(emulator)).map((line) => line.split(' arn')[0])
  expect(kinds).toEqual(expect.arrayContaining(['IAM role', 'secret', 'topic', 'alarm', 'task definition']))
  const { alarm } = await stack.outputs()
  expect(alarm?.value, 'the name that the plugin makes up').toMatch(/^errors-[0-9a-f]{7}$/)
})

test('a preview and a refresh right after it show no change', async () => {
  expect(summary(await stack.preview())).toEqual([])
  expect(summary(await stack.refresh())).toEqual([])
})

test('a changed setting updates or replaces its own resource and nothing else', async () => {
  Object.assign(wanted, { days: 60, family: 'second' })
  const expected = ['replace TaskDefinition app: family', 'update LogGroup app: retentionInDays']
  expect(summary(await stack.preview())).toEqual(expected)
  expect(summary(await stack.up())).toEqual(expected)
})

test('an alarm that is set tells its topic, and the topic its subscribers', async () => {
  const call = (service: string, action: string, parameters: Record<string, string>) =>
    awsQuery({ url: emulator.url, service }, action, parameters)
  const { alarm, topic } = await stack.outputs()
  const [queue = ''] = elements(await call('sqs', 'CreateQueue', { QueueName: 'pager' }), 'QueueUrl')
  const Endpoint = 'arn:aws:sqs:eu-west-1:123456789012:pager'
  await call('sns', 'Subscribe', { TopicArn: String(topic?.value), Protocol: 'sqs', Endpoint })
  const state = { AlarmName: String(alarm?.value), StateValue: 'ALARM', StateReason: 'drill' }
  await call('monitoring', 'SetAlarmState', state)
  const message = await call('sqs', 'ReceiveMessage', { QueueUrl: queue })
  expect(message).toContain(String(alarm?.value))
  await call('sqs', 'DeleteQueue', { QueueUrl: queue })
  expect(message).toMatch(/NewStateValue.{1,20}ALARM/)
})

test('a copy has what the account has, and both go their own ways from then on', async () => {
  const copy = await emulator.copy()
  expect(await takeInventory(copy)).toEqual(await takeInventory(emulator))
  await awsQuery({ url: copy.url, service: 'sns' }, 'CreateTopic', { Name: 'of-the-copy' })
  await awsQuery({ url: emulator.url, service: 'sqs' }, 'CreateQueue', { QueueName: 'of-the-first' })
  const [of, ofCopy] = [await takeInventory(emulator), await takeInventory(copy)]
  expect(added(of, ofCopy)).toEqual([expect.stringContaining('of-the-copy')])
  expect(added(ofCopy, of)).toEqual([expect.stringContaining('of-the-first')])
  const copyOfCopy = await copy.copy()
  expect(await takeInventory(copyOfCopy)).toEqual(ofCopy)
  expect(missingActions(copy)).toEqual([])
  await copy.close()
  await expect(takeInventory(copy)).rejects.toThrow()
  const [queue = ''] = elements(
    await awsQuery({ url: emulator.url, service: 'sqs' }, 'ListQueues', { QueueNamePrefix: 'of-the-first' }),
    'QueueUrl',
  )
  await awsQuery({ url: emulator.url, service: 'sqs' }, 'DeleteQueue', { QueueUrl: queue })
})

test('a failing resource fails the operation with the words of AWS', async () => {
  wanted.isBroken = true
  await expect(stack.up()).rejects.toThrow(/NoSuchEntity/)
  wanted.isBroken = false
})

test('destroy leaves nothing in the state and nothing in the emulator', async () => {
  expect((await stack.destroy()).length).toBeGreaterThan(5)
  expect(await stack.resourceTypes()).toEqual([])
  expect(added(empty, await takeInventory(emulator))).toEqual([])
  expect(missingActions(emulator)).toEqual([])
})

test.each([
  [
    'JSON',
    () => awsJson({ url: emulator.url, service: 'kms' }, 'TrentService.DeriveSharedSecret'),
    'kms: The derive_shared_secret',
  ],
  [
    'query',
    () => awsQuery({ url: emulator.url, service: 'sns' }, 'GetDataProtectionPolicy'),
    'sns: The get_data_protection_policy',
  ],
])('an action that moto lacks is refused at once and told of, by the %s protocol', async (_, ask, told) => {
  const before = missingActions(emulator)
  await expect(ask()).rejects.toThrow(/ 400 .*action has not been implemented/s)
  expect(missingActions(emulator)).toEqual([...before, `emulator lacks ${told} action has not been implemented`])
})
