// The real program, as the stack dev: one task, SQLite on the volume, plain HTTP, no protection.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { awsJson } from './emulator/aws-calls.ts'
import { summary } from './emulator/changes.ts'
import { added, type Inventory, takeInventory } from './emulator/inventory.ts'
import { type OpenStack, openStack } from './emulator/open-stack.ts'
import { searchFiles } from './emulator/search-files.ts'
import { type Emulator, missingActions, startEmulator } from './emulator/start-emulator.ts'
import { containersOf, secretValues } from './emulator/task-definition.ts'
import { program } from './program.ts'

const accessToken = 'not-a-real-access-token-e1d0'

let emulator: Emulator
let stack: OpenStack
let empty: Inventory
beforeAll(async () => {
  emulator = await startEmulator('dev')
  empty = await takeInventory(emulator)
  stack = await openStack({
    emulator,
    project: 'mpla',
    name: 'dev',
    program,
    config: {
      'mpla:image': { value: `registry.example.com/mpla@sha256:${'1'.repeat(64)}` },
      'mpla:accessToken': { value: accessToken, secret: true },
    },
  })
})
afterAll(() => emulator?.close())

test('wrong settings stop a preview before anything is planned, each with the line that mends it', async () => {
  await stack.setConfig({ 'mpla:maxTasks': { value: '3' }, 'mpla:minTasks': { value: '2' } })
  await expect(stack.preview()).rejects.toThrow(/pulumi config set mpla:maxTasks 1 --stack dev/)
  await stack.setConfig({ 'mpla:maxTasks': { value: '1' }, 'mpla:minTasks': { value: '1' } })
})

test('up creates a stack without database, gateway and certificate', async () => {
  await stack.up()
  const inventory = await takeInventory(emulator)
  expect(inventory['file system']).toHaveLength(1)
  expect(inventory['database instance']).toEqual([])
  expect(inventory['NAT gateway']).toEqual([])
  expect(inventory['certificate']).toEqual([])
})

test('a preview and a refresh right after it show no change', async () => {
  expect(summary(await stack.preview())).toEqual([])
  expect(summary(await stack.refresh())).toEqual([])
})

test('the database is a file on the volume, and a new task starts only after the old one has gone', async () => {
  const { taskDefinition, cluster, service } = await stack.outputs()
  const [app] = (await containersOf(emulator, String(taskDefinition?.value))).filter(({ name }) => name === 'app')
  expect(app?.environment['DATABASE_URL']).toMatch(/^file:\/data\//)
  expect(Object.keys(app?.secrets ?? {})).toEqual(['MPLA_ACCESS_TOKEN'])
  const answer = await awsJson(
    { url: emulator.url, service: 'ecs' },
    'AmazonEC2ContainerServiceV20141113.DescribeServices',
    { cluster: cluster?.value, services: [service?.value] },
  )
  expect(answer).toMatchObject({
    services: [{ desiredCount: 1, deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 } }],
  })
})

test('nothing that was written holds the access token', async () => {
  expect(await secretValues(emulator)).toEqual([accessToken])
  expect(searchFiles(emulator.logDirectory, ['mpla-dev']), 'the search finds what is there').not.toEqual([])
  expect(searchFiles(emulator.logDirectory, [accessToken])).toEqual([])
  expect(JSON.stringify(await stack.outputs()).includes(accessToken)).toBe(false)
  const text = stack.exportText()
  expect(text, 'the export is of this stack').toContain('mpla-dev-accessToken')
  expect(text.includes(accessToken)).toBe(false)
})

test('destroy leaves nothing in the state and nothing in the emulator', async () => {
  await stack.destroy()
  expect(await stack.resourceTypes()).toEqual([])
  expect(added(empty, await takeInventory(emulator))).toEqual([])
  expect(missingActions(emulator)).toEqual([])
})
