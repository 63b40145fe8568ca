// The real program, as the committed stack prod, through its life on an emulated AWS.
import { expect, test } from 'vitest'
import { summary } from './deploy/changes.ts'
import { createHostedZone } from './emulator/hosted-zone.ts'
import { type Inventory, takeInventory } from './emulator/inventory.ts'
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
  // Large tasks: the budget is rounded to 10 USD, and a task more or less has to be more than that.
  settings: { image: firstImage, runbooks, cpu: '1024', memory: '2048' },
})

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
    certificate: inventory['certificate']?.[0],
    pageTopic: inventory['topic']?.find((arn) => arn.includes('-page-')),
    ticketTopic: inventory['topic']?.find((arn) => arn.includes('-ticket-')),
    eventLog: '/aws/events/mpla/prod/alarms',
    dashboard: 'mpla-prod-overview',
    fileSystem: inventory['file system']?.[0]?.split('/').at(-1),
    database: inventory['database instance']?.[0],
    deletionProtection: 'true',
    backupVault: inventory['backup vault']?.[0],
    backupRole: inventory['IAM role']?.find((arn) => arn.includes('/mpla-prod-backup-')),
  })
})

takesNewKey(prod, 'openaiApiKey', 'OPENAI_API_KEY')
takesNewImage(prod)
changes(
  prod,
  'other bounds and targets of autoscaling change the scaler, its alarm, what it may cost, and nothing else',
  { maxTasks: '2', requestsPerTask: '500' },
  [
    'update Budget mpla-prod-cost: limitAmount',
    'update MetricAlarm mpla-prod-at-max-tasks: metricQueries',
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
  'delete VaultPolicy mpla-prod-backups',
  'update Bucket mpla-prod-access-logs: forceDestroy',
  'update Instance mpla-prod-database: deletionProtection',
  'update LoadBalancer mpla-prod-web: enableDeletionProtection',
])

test('SQLite would take the place of PostgreSQL when that is said', async () => {
  await prod.during({ database: 'sqlite', maxTasks: '1', abandonDatabase: 'postgres' }, async () => {
    expect(summary(await prod.stack().preview())).toEqual(
      [
        ...databaseChange(prod, 'delete'),
        'delete MetricAlarm mpla-prod-at-max-tasks',
        'update Dashboard mpla-prod-overview: dashboardBody',
      ].toSorted(),
    )
  })
})

isDestroyed(prod, () => empty, [
  expect.stringMatching(/^database snapshot mpla-prod-database-[0-9a-f]+-final$/),
  expect.stringMatching(/^backup vault mpla-prod-backups-/),
])
