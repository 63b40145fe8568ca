// The real program, as the stack prod, through its life on an emulated AWS. What this cannot show is in
// infra/emulator/README.md: no container runs, no permission is checked.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { awsQuery, elements } from './emulator/aws-calls.ts'
import { summary } from './emulator/changes.ts'
import { createHostedZone } from './emulator/hosted-zone.ts'
import { added, type Inventory, takeInventory } from './emulator/inventory.ts'
import { type OpenStack, openStack } from './emulator/open-stack.ts'
import { searchFiles } from './emulator/search-files.ts'
import { type Emulator, missingActions, startEmulator } from './emulator/start-emulator.ts'
import { containersOf, secretValues } from './emulator/task-definition.ts'
import { alarms } from './plan/alarms/alarms.ts'
import { program } from './program.ts'

const domain = 'mpla.example.com'
const runbooks = 'https://git.example.com/mpla/runbooks'
const image = `registry.example.com/mpla@sha256:${'0'.repeat(64)}`
const firstKey = 'not-a-real-openai-key-52aa'
const secondKey = 'not-a-real-openai-key-93bc'

let emulator: Emulator
let stack: OpenStack
let empty: Inventory
beforeAll(async () => {
  emulator = await startEmulator('prod')
  await createHostedZone(emulator.url, 'example.com')
  empty = await takeInventory(emulator)
  stack = await openStack({
    emulator,
    project: 'mpla',
    name: 'prod',
    program,
    config: {
      'mpla:domain': { value: domain },
      'mpla:alarmEmail': { value: 'on-call@example.com' },
      'mpla:runbooks': { value: runbooks },
      'mpla:image': { value: image },
      'mpla:accessToken': { value: 'not-a-real-access-token-7f1c', secret: true },
      'mpla:openaiApiKey': { value: firstKey, secret: true },
    },
  })
})
afterAll(() => emulator?.close())

const query = (service: string, action: string, parameters: Record<string, string> = {}) =>
  awsQuery({ url: emulator.url, service }, action, parameters)

/** The outputs of the stack, all of which are texts. */
async function outputs(): Promise<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(await stack.outputs()).map(([name, { value }]) => {
      if (typeof value !== 'string') throw new Error(`expected text as output ${name}, got ${JSON.stringify(value)}`)
      return [name, value]
    }),
  )
}

test('up creates everything and replaces nothing', async () => {
  const changes = await stack.up()
  expect(changes.filter(({ operation }) => operation !== 'create')).toEqual([])
  expect(await stack.resourceTypes()).toEqual(
    expect.arrayContaining([
      'aws:acm/certificateValidation:CertificateValidation',
      'aws:appautoscaling/policy:Policy',
      'aws:ec2/natGateway:NatGateway',
      'aws:ecs/service:Service',
      'aws:efs/accessPoint:AccessPoint',
      'aws:lb/listener:Listener',
      'aws:rds/instance:Instance',
    ]),
  )
})

test('a preview and a refresh right after it show no change', async () => {
  expect(summary(await stack.preview())).toEqual([])
  expect(summary(await stack.refresh())).toEqual([])
})

test('the outputs name what the emulator has', async () => {
  const found = await outputs()
  const inventory = await takeInventory(emulator)
  expect(found).toEqual({
    url: `https://${domain}`,
    region: 'eu-west-1',
    image,
    cluster: inventory['ECS cluster']?.[0]?.split('/').at(-1),
    service: inventory['scalable target']?.[0]?.split('/').at(-1),
    taskDefinition: inventory['task definition']?.[0],
    loadBalancer: inventory['load balancer']?.[0],
    targetGroup: inventory['target group']?.[0],
    logGroup: inventory['log group']?.find((name) => name.endsWith('/app')),
    alertTopic: inventory['topic']?.[0],
    fileSystem: inventory['file system']?.[0]?.split('/').at(-1),
    database: inventory['database instance']?.[0],
  })
})

test('each of the three alarms tells the topic, with the address of its runbook', async () => {
  expect(alarms.map(({ id }) => id)).toHaveLength(3)
  const [queue = ''] = elements(await query('sqs', 'CreateQueue', { QueueName: 'pager' }), 'QueueUrl')
  const { alertTopic = '' } = await outputs()
  const topic = { TopicArn: alertTopic }
  const Endpoint = 'arn:aws:sqs:eu-west-1:123456789012:pager'
  const subscribed = await query('sns', 'Subscribe', { ...topic, Protocol: 'sqs', Endpoint })
  const [SubscriptionArn = ''] = elements(subscribed, 'SubscriptionArn')
  for (const { id } of alarms) {
    const AlarmName = `mpla-prod-${id}`
    const found = await query('monitoring', 'DescribeAlarms', { 'AlarmNames.member.1': AlarmName })
    expect(elements(found, 'AlarmName')).toEqual([AlarmName])
    expect(found.match(/<(?:OK|Alarm)Actions><member>[^<]+/g)).toEqual([
      `<OKActions><member>${topic.TopicArn}`,
      `<AlarmActions><member>${topic.TopicArn}`,
    ])
    await query('monitoring', 'SetAlarmState', { AlarmName, StateValue: 'ALARM', StateReason: 'drill' })
    const message = await query('sqs', 'ReceiveMessage', { QueueUrl: queue })
    expect(message).toContain(AlarmName)
    expect(message).toContain(`${runbooks}/${id}.md`)
    const [ReceiptHandle = ''] = elements(message, 'ReceiptHandle')
    await query('sqs', 'DeleteMessage', { QueueUrl: queue, ReceiptHandle })
  }
  await query('sns', 'Unsubscribe', { SubscriptionArn })
})

test('containers get their secrets by reference, and nothing that was written holds one', async () => {
  const { taskDefinition = '' } = await outputs()
  const containers = await containersOf(emulator, taskDefinition)
  expect(containers.map(({ name }) => name)).toEqual(['migrate', 'app'])
  for (const { secrets, environment } of containers) {
    expect(Object.keys(secrets).toSorted()).toEqual(['DATABASE_URL', 'MPLA_ACCESS_TOKEN', 'OPENAI_API_KEY'])
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(Object.keys(secrets)))
  }
  const values = await secretValues(emulator)
  expect(values, 'access token, key, database password and address').toHaveLength(4)
  expect(values).toContain(firstKey)
  expect(searchFiles(emulator.logDirectory, [image]), 'the search finds what is there').not.toEqual([])
  expect(searchFiles(emulator.logDirectory, values)).toEqual([])
  const readable = [stack.exportText(), JSON.stringify([await outputs(), containers])].join('\n')
  expect(readable, 'the export is of this stack').toContain('mpla-prod-accessToken')
  expect(values.filter((value) => readable.includes(value))).toEqual([])
})

test('a changed number of tasks changes the scaler and nothing else', async () => {
  await stack.setConfig({ 'mpla:maxTasks': { value: '2' } })
  const expected = ['update Target mpla-prod-tasks: maxCapacity']
  expect(summary(await stack.preview())).toEqual(expected)
  expect(summary(await stack.up())).toEqual(expected)
})

test('a new value of a secret makes a new deployment that gets it, and changes nothing else', async () => {
  await stack.setConfig({ 'mpla:openaiApiKey': { value: secondKey, secret: true } })
  expect(summary(await stack.up())).toEqual([
    'replace SecretVersion mpla-prod-openaiApiKey: secretString',
    'replace TaskDefinition mpla-prod-app: containerDefinitions',
    'update Service mpla-prod-app: taskDefinition',
  ])
  const { taskDefinition = '' } = await outputs()
  const app = (await containersOf(emulator, taskDefinition)).find(({ name }) => name === 'app')
  expect(await secretValues(emulator, [app?.secrets['OPENAI_API_KEY'] ?? ''])).toEqual([secondKey])
  expect(summary(await stack.preview())).toEqual([])
})

test('destroy is refused while the stack is protected, before anything is deleted', async () => {
  const before = await takeInventory(emulator)
  await expect(stack.previewDestroy()).rejects.toThrow(/protect/)
  expect(await takeInventory(emulator)).toEqual(before)
})

test('without protection, destroy leaves the last snapshot of the database and nothing else', async () => {
  await stack.setConfig({ 'mpla:deletionProtection': { value: 'false' } })
  const unprotected = summary(await stack.up())
  expect(unprotected).toEqual([
    'update Instance mpla-prod-database: deletionProtection',
    'update LoadBalancer mpla-prod-web: enableDeletionProtection',
  ])
  await stack.destroy()
  expect(await stack.resourceTypes()).toEqual([])
  expect(added(empty, await takeInventory(emulator))).toEqual([
    expect.stringMatching(/^database snapshot mpla-prod-final-vpc-[0-9a-f]+$/),
  ])
  expect(missingActions(emulator)).toEqual([])
})
