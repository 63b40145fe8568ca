// The real program as a dev stack with everything turned on that is off by default at the edge and in compute.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { summary } from './deploy/changes.ts'
import { awsJson, awsQuery, awsRest } from './emulator/aws-calls.ts'
import { added, type Inventory, takeInventory } from './emulator/inventory.ts'
import { type OpenStack, openStack } from './emulator/open-stack.ts'
import { type Emulator, missingActions, startEmulator } from './emulator/start-emulator.ts'
import { program } from './program.ts'

let emulator: Emulator
let stack: OpenStack
let empty: Inventory
beforeAll(async () => {
  emulator = await startEmulator('edge')
  empty = await takeInventory(emulator)
  stack = await openStack({
    emulator,
    project: 'mpla',
    name: 'dev-edge',
    program,
    config: {
      'mpla:image': { value: `registry.example.com/mpla@sha256:${'2'.repeat(64)}` },
      'mpla:accessToken': { value: 'not-a-real-access-token-77b2', secret: true },
      'mpla:accessLogs': { value: 'true' },
      'mpla:webFirewall': { value: 'true' },
      'mpla:spot': { value: 'true' },
      'mpla:exec': { value: 'true' },
    },
  })
})
afterAll(() => emulator?.close())

const service = async () => {
  const answer = await awsJson(
    { url: emulator.url, service: 'ecs' },
    'AmazonEC2ContainerServiceV20141113.DescribeServices',
    { cluster: 'mpla-dev-edge', services: ['mpla-dev-edge'] },
  )
  return (answer as { services: Record<string, unknown>[] }).services[0] // the action's answer
}
const balancerAttributes = async () => {
  const { loadBalancer } = await stack.outputs()
  const answer = await awsQuery(
    { url: emulator.url, service: 'elasticloadbalancing' },
    'DescribeLoadBalancerAttributes',
    { Version: '2015-12-01', LoadBalancerArn: String(loadBalancer?.value) },
  )
  const pairs = [...answer.matchAll(/<Key>([^<]+)<\/Key>\s*(?:<Value>([^<]*)<\/Value>|<Value ?\/>)/g)]
  return Object.fromEntries(pairs.map(([, key, value]) => [key, value]))
}

test('up creates what was turned on', async () => {
  await stack.up()
  expect(await service()).toMatchObject({
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    enableExecuteCommand: true,
  })
  const inventory = await takeInventory(emulator)
  expect(inventory['web firewall']).toHaveLength(1)
  expect(inventory['log group']).toEqual(expect.arrayContaining(['/mpla/dev-edge/exec', 'aws-waf-logs-mpla-dev-edge']))
  expect(await balancerAttributes()).toMatchObject({
    'access_logs.s3.enabled': 'true',
    'access_logs.s3.bucket': inventory['bucket']?.[0],
  })
})

test('a preview and a refresh right after it show no change', async () => {
  expect(summary(await stack.preview())).toEqual([])
  expect(summary(await stack.refresh())).toEqual([])
})

test('turned off, all of it is gone, and logs in the bucket do not hold that up', async () => {
  const [bucket] = (await takeInventory(emulator))['bucket'] ?? []
  await awsRest({ url: emulator.url, service: 's3' }, 'PUT', `/${bucket}/AWSLogs/123456789012/log.gz`, 'a log')
  await stack.setConfig({
    'mpla:accessLogs': { value: 'false' },
    'mpla:webFirewall': { value: 'false' },
    'mpla:spot': { value: 'false' },
    'mpla:exec': { value: 'false' },
  })
  await stack.up()
  const inventory = await takeInventory(emulator)
  expect([inventory['bucket'], inventory['web firewall']]).toEqual([[], []])
  expect(inventory['log group']).not.toContain('/mpla/dev-edge/exec')
  expect(await service()).toMatchObject({ launchType: 'FARGATE', enableExecuteCommand: false })
  expect(await balancerAttributes()).toMatchObject({ 'access_logs.s3.enabled': 'false' })
  expect(summary(await stack.preview())).toEqual([])
})

test('destroy leaves nothing in the state and nothing in the emulator', async () => {
  await stack.destroy()
  expect(await stack.resourceTypes()).toEqual([])
  expect(added(empty, await takeInventory(emulator))).toEqual([])
  expect(missingActions(emulator)).toEqual([])
})
