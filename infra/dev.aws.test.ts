// The committed stack dev and a pull request's, which takes its settings, side by side in one emulated account: one
// task, SQLite on the volume, plain HTTP, no protection.
import { beforeAll, describe, expect, test } from 'vitest'
import { awsJson } from './emulator/aws-calls.ts'
import { type Inventory, takeInventory } from './emulator/inventory.ts'
import { emulatedAccount } from './test-support/emulated-account.ts'
import { livingStack } from './test-support/living-stack.ts'
import {
  changes,
  comesUp,
  databaseChange,
  firstImage,
  isDestroyed,
  isSettled,
  keepsSecrets,
  refuses,
  takesNewImage,
  takesNewKey,
} from './test-support/stack-life.ts'

let empty: Inventory
const account = emulatedAccount('dev', async (emulator) => {
  empty = await takeInventory(emulator)
})
const dev = livingStack({
  name: 'dev',
  account,
  secrets: { accessToken: 'not-a-real-access-token-e1d0', geminiApiKey: 'not-a-real-gemini-key-30fe' },
  settings: { image: firstImage },
})
const pull = livingStack({
  name: 'pr-1',
  account,
  secrets: { accessToken: 'not-a-real-access-token-bb07' },
  settings: { image: firstImage },
})

describe('dev', () => {
  comesUp(dev)
  keepsSecrets(dev)

  test('there is no database, no gateway and no certificate', async () => {
    const inventory = await takeInventory(account())
    expect(inventory['file system']).toHaveLength(1)
    expect(inventory['database instance']).toEqual([])
    expect(inventory['NAT gateway']).toEqual([])
    expect(inventory['certificate']).toEqual([])
  })

  test('the database is a file on the volume, and a new task starts only after the old one has gone', async () => {
    const [app] = (await dev.containers()).filter(({ name }) => name === 'app')
    expect(app?.environment['DATABASE_URL']).toMatch(/^file:\/data\//)
    const { cluster, service } = await dev.outputs()
    const answer = await awsJson(
      { url: account().url, service: 'ecs' },
      'AmazonEC2ContainerServiceV20141113.DescribeServices',
      { cluster, services: [service] },
    )
    expect(answer).toMatchObject({
      services: [{ desiredCount: 1, deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 } }],
    })
  })

  takesNewKey(dev, 'geminiApiKey', 'GEMINI_API_KEY')
  takesNewImage(dev)
  refuses(
    dev,
    'a second task is refused with SQLite',
    { maxTasks: '3' },
    /pulumi config set mpla:maxTasks 1 --stack dev/,
  )
  changes(
    dev,
    'a target of autoscaling changes nothing where the number of tasks is fixed',
    { requestsPerTask: '500' },
    [],
  )
})

describe('pr-1, beside dev', () => {
  let before: Inventory
  beforeAll(async () => {
    before = await takeInventory(account())
  })

  comesUp(pull)
  keepsSecrets(pull)

  test('each stack has resources of its own', async () => {
    const [ours, theirs] = [await dev.outputs(), await pull.outputs()]
    const { region, image, deletionProtection, ...own } = ours
    expect(Object.keys(own).length).toBeGreaterThan(5)
    expect({ region, image, deletionProtection }).toMatchObject({ region: theirs['region'] })
    expect(Object.entries(own).filter(([name, value]) => theirs[name] === value)).toEqual([])
  })

  takesNewKey(pull, 'accessToken', 'MPLA_ACCESS_TOKEN')
  takesNewImage(pull)
  changes(
    pull,
    'a target of autoscaling changes nothing where the number of tasks is fixed',
    { requestsPerTask: '500' },
    [],
  )
  refuses(
    pull,
    'leaving the data in SQLite behind is refused unless it is said',
    { database: 'postgres', maxTasks: '3' },
    /mpla:database is postgres, but the data of this stack is in sqlite.+pulumi config set mpla:abandonDatabase sqlite/s,
  )
  changes(
    pull,
    'PostgreSQL takes its place when it is said',
    { database: 'postgres', maxTasks: '3', abandonDatabase: 'sqlite' },
    databaseChange(pull, 'create'),
  )
  isSettled(pull)
  isDestroyed(pull, () => before)
})

describe('dev, after pr-1', () => {
  isSettled(dev)
  isDestroyed(dev, () => empty)
})
