// The real program, as the committed stack prod, through its life on an emulated AWS.
import { expect, test } from 'vitest'
import { summary } from './deploy/changes.ts'
import { awsQuery, elements } from './emulator/aws-calls.ts'
import { createHostedZone } from './emulator/hosted-zone.ts'
import { type Inventory, takeInventory } from './emulator/inventory.ts'
import { alarms } from './plan/alarms.ts'
import { emulatedAccount } from './test-support/emulated-account.ts'
import { livingStack } from './test-support/living-stack.ts'
import {
  changes,
  comesUp,
  databaseChange,
  firstImage,
  isDestroyed,
  keepsSecrets,
  refuses,
  takesNewImage,
  takesNewKey,
} from './test-support/stack-life.ts'

const runbooks = 'https://git.example.com/mpla/runbooks'
let empty: Inventory
const account = emulatedAccount('prod', async (emulator) => {
  await createHostedZone(emulator.url, 'example.com')
  empty = await takeInventory(emulator)
})
const prod = livingStack({
  name: 'prod',
  account,
  secrets: { accessToken: 'not-a-real-access-token-7f1c', openaiApiKey: 'not-a-real-openai-key-52aa' },
  settings: { image: firstImage, runbooks },
})

const query = (service: string, action: string, parameters: Record<string, string> = {}) =>
  awsQuery({ url: account().url, service }, action, parameters)

comesUp(prod)
keepsSecrets(prod)

test('the outputs name what the emulator has', async () => {
  const inventory = await takeInventory(account())
  expect(await prod.outputs()).toEqual({
    url: 'https://mpla.example.com',
    region: 'eu-west-1',
    image: firstImage,
    cluster: inventory['ECS cluster']?.[0]?.split('/').at(-1),
    service: inventory['scalable target']?.[0]?.split('/').at(-1),
    taskDefinition: inventory['task definition']?.[0],
    loadBalancer: inventory['load balancer']?.[0],
    targetGroup: inventory['target group']?.[0],
    logGroup: inventory['log group']?.find((name) => name.endsWith('/app')),
    alertTopic: inventory['topic']?.[0],
    fileSystem: inventory['file system']?.[0]?.split('/').at(-1),
    database: inventory['database instance']?.[0],
    deletionProtection: 'true',
    backupVault: inventory['backup vault']?.[0],
    backupRole: inventory['IAM role']?.find((arn) => arn.includes('/mpla-prod-backup-')),
  })
})

test('each of the three alarms tells the topic, with the address of its runbook', async () => {
  expect(alarms.map(({ id }) => id)).toHaveLength(3)
  const [queue = ''] = elements(await query('sqs', 'CreateQueue', { QueueName: 'pager' }), 'QueueUrl')
  const { alertTopic = '' } = await prod.outputs()
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

takesNewKey(prod, 'openaiApiKey', 'OPENAI_API_KEY')
takesNewImage(prod)
changes(
  prod,
  'other bounds and targets of autoscaling change the scaler and nothing else',
  { maxTasks: '2', requestsPerTask: '500' },
  [
    'update Policy mpla-prod-requests: targetTrackingScalingPolicyConfiguration',
    'update Target mpla-prod-tasks: maxCapacity',
  ],
)

refuses(
  prod,
  'SQLite with several tasks is refused',
  { database: 'sqlite' },
  /mpla:maxTasks is 2, but mpla:database is sqlite/,
)
refuses(
  prod,
  'leaving the data in PostgreSQL behind is refused unless it is said, and as long as the stack is protected',
  { database: 'sqlite', maxTasks: '1' },
  /2 settings.+mpla:database is sqlite, but the data of this stack is in postgres.+mpla:deletionProtection is true/s,
)

test('destroy is refused while the stack is protected, before anything is deleted', async () => {
  const before = await takeInventory(account())
  await expect(prod.stack().previewDestroy()).rejects.toThrow(/protect/)
  expect(await takeInventory(account())).toEqual(before)
})

changes(prod, 'taking the protection away changes nothing else', { deletionProtection: 'false' }, [
  'update Bucket mpla-prod-access-logs: forceDestroy',
  'delete VaultPolicy mpla-prod-backups',
  'update Instance mpla-prod-database: deletionProtection',
  'update LoadBalancer mpla-prod-web: enableDeletionProtection',
])

test('SQLite would take the place of PostgreSQL when that is said', async () => {
  await prod.during({ database: 'sqlite', maxTasks: '1', abandonDatabase: 'postgres' }, async () => {
    expect(summary(await prod.stack().preview())).toEqual(databaseChange(prod, 'delete'))
  })
})

isDestroyed(prod, () => empty, [
  expect.stringMatching(/^database snapshot mpla-prod-final-vpc-[0-9a-f]+$/),
  expect.stringMatching(/^backup vault mpla-prod-backups-/),
])
