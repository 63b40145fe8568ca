// Busy hours on an emulated AWS: what a schedule does in the account, Pulumi does not know of.
import * as aws from '@pulumi/aws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { summary } from '../deploy/changes.ts'
import { awsJson, awsQuery, elements } from '../emulator/aws-calls.ts'
import { type OpenStack, openStack } from '../emulator/open-stack.ts'
import { type Emulator, missingActions, startEmulator } from '../emulator/start-emulator.ts'
import { Autoscaling, type AutoscalingArgs } from './autoscaling.ts'

const quiet: AutoscalingArgs['settings'] = {
  minTasks: 1,
  maxTasks: 3,
  requestsPerTask: 1000,
  scaleOutCooldown: 60,
  scaleInCooldown: 300,
  busyHours: undefined,
  busyDays: 'MON-FRI',
  busyTasks: 2,
  timeZone: 'Europe/Berlin',
}
const busy = { ...quiet, busyHours: '08:00-18:00' }
let settings: AutoscalingArgs['settings'] = busy
/** One that every account has. */
let subnet = ''

/** A service that can be scaled, and its scaler. */
async function program() {
  const name = 'busy'
  const cluster = new aws.ecs.Cluster(name, { name })
  const containerDefinitions = JSON.stringify([{ name: 'app', image: 'app:1', essential: true, memory: 128 }])
  const task = new aws.ecs.TaskDefinition(name, { family: name, networkMode: 'awsvpc', containerDefinitions })
  const service = new aws.ecs.Service(
    name,
    {
      name,
      cluster: cluster.arn,
      taskDefinition: task.arn,
      launchType: 'FARGATE',
      desiredCount: 1,
      networkConfiguration: { subnets: [subnet] },
    },
    { ignoreChanges: ['desiredCount'] },
  )
  new Autoscaling(name, {
    settings,
    clusterName: cluster.name,
    serviceName: service.name,
    loadBalancerArnSuffix: 'app/web/0123456789abcdef',
    targetGroupArnSuffix: 'targetgroup/web/0123456789abcdef',
    tags: {},
  })
}

let emulator: Emulator
let stack: OpenStack
beforeAll(async () => {
  emulator = await startEmulator('busy')
  const subnets = await awsQuery({ url: emulator.url, service: 'ec2' }, 'DescribeSubnets', { Version: '2016-11-15' })
  subnet = elements(subnets, 'subnetId')[0] ?? ''
  stack = await openStack({ emulator, project: 'mpla', name: 'busy', program })
})
afterAll(() => emulator?.close())

const scaling = async (action: string, parameters: object = {}) =>
  (await awsJson({ url: emulator.url, service: 'application-autoscaling' }, `AnyScaleFrontendService.${action}`, {
    ServiceNamespace: 'ecs',
    ...parameters,
  })) as Record<string, Record<string, unknown>[]> // every answer below is a list in an object

const target = async () => (await scaling('DescribeScalableTargets'))['ScalableTargets']?.[0]
const schedules = async () =>
  ((await scaling('DescribeScheduledActions'))['ScheduledActions'] ?? [])
    .map(({ Schedule, Timezone, ScalableTargetAction }) => [String(Schedule), Timezone, ScalableTargetAction] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
/** What the schedule does in the account when the busy hours begin. */
const busyHoursBegin = () =>
  scaling('RegisterScalableTarget', {
    ResourceId: 'service/busy/busy',
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: 2,
  })

test('up schedules both changes of the minimum, and a preview right after shows no change', async () => {
  await stack.up()
  expect(await schedules()).toEqual([
    ['cron(0 18 ? * MON,TUE,WED,THU,FRI *)', 'Europe/Berlin', { MinCapacity: 1 }],
    ['cron(0 8-17 ? * MON,TUE,WED,THU,FRI *)', 'Europe/Berlin', { MinCapacity: 2 }],
  ])
  expect(await target()).toMatchObject({ MinCapacity: 1, MaxCapacity: 3 })
  expect(summary(await stack.preview())).toEqual([])
})

test('a deployment in busy hours leaves the minimum alone', async () => {
  await busyHoursBegin()
  expect(summary(await stack.up())).toEqual([])
  expect(await target()).toMatchObject({ MinCapacity: 2 })
})

test('taking the busy hours away in the middle of them gives the quiet minimum back', async () => {
  settings = quiet
  expect(summary(await stack.up())).toEqual([
    'delete ScheduledAction busy-busy',
    'delete ScheduledAction busy-quiet',
    'update Target busy-tasks: suspendedState',
  ])
  expect(await target()).toMatchObject({ MinCapacity: 1, MaxCapacity: 3 })
  expect(await schedules()).toEqual([])
  expect(missingActions(emulator)).toEqual([])
})
