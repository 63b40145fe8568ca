import { expect, test } from 'vitest'
import { inputsOf, resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const target = 'aws:appautoscaling/target:Target'
const policy = 'aws:appautoscaling/policy:Policy'
const prod = await recordStack('prod', { requestsPerTask: '700' })

test('keeps the number of tasks of this service between 1 and 3', () => {
  expect(inputsOf(prod, target)).toMatchObject({
    resourceId: 'service/mpla-prod/mpla-prod',
    scalableDimension: 'ecs:service:DesiredCount',
    serviceNamespace: 'ecs',
    minCapacity: 1,
    maxCapacity: 3,
  })
})

test('follows CPU, memory and requests per task, quickly out and slowly in', () => {
  const found = resourcesOf(prod, policy).map(({ inputs }) => inputs['targetTrackingScalingPolicyConfiguration'])
  const cooldowns = { scaleOutCooldown: 60, scaleInCooldown: 300 }
  expect(found).toEqual([
    {
      predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      targetValue: 60,
      ...cooldowns,
    },
    {
      predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
      targetValue: 75,
      ...cooldowns,
    },
    {
      predefinedMetricSpecification: {
        predefinedMetricType: 'ALBRequestCountPerTarget',
        resourceLabel: 'app/mpla-prod-web/50dc6c495c0c9188/targetgroup/mpla-prod-web/73e2d6bc24d8a067',
      },
      targetValue: 700,
      ...cooldowns,
    },
  ])
})

test('the pauses between changes are settings', async () => {
  const other = await recordStack('prod', { scaleOutCooldown: '30', scaleInCooldown: '900' })
  const found = resourcesOf(other, policy).map(({ inputs }) => inputs['targetTrackingScalingPolicyConfiguration'])
  expect(found).toHaveLength(3)
  for (const each of found) expect(each).toMatchObject({ scaleOutCooldown: 30, scaleInCooldown: 900 })
})

const action = 'aws:appautoscaling/scheduledAction:ScheduledAction'

test('busy hours raise the minimum of this service and lower it again, in their time zone', async () => {
  const busy = await recordStack('prod', { busyHours: '07:30-19:00', timeZone: 'Europe/Berlin' })
  const ofService = {
    serviceNamespace: 'ecs',
    scalableDimension: 'ecs:service:DesiredCount',
    resourceId: 'service/mpla-prod/mpla-prod',
    timezone: 'Europe/Berlin',
  }
  expect(resourcesOf(busy, action).map(({ inputs }) => inputs)).toEqual([
    {
      name: 'mpla-prod-busy',
      schedule: 'cron(30 7-18 ? * MON,TUE,WED,THU,FRI *)',
      scalableTargetAction: { minCapacity: 2 },
      ...ofService,
    },
    {
      name: 'mpla-prod-quiet',
      schedule: 'cron(0 19 ? * MON,TUE,WED,THU,FRI *)',
      scalableTargetAction: { minCapacity: 1 },
      ...ofService,
    },
  ])
  expect(inputsOf(busy, target)).toMatchObject({
    minCapacity: 1,
    maxCapacity: 3,
    suspendedState: { scheduledScalingSuspended: false },
  })
})

test('without busy hours nothing is scheduled, and no schedule is obeyed', () => {
  expect(resourcesOf(prod, action)).toEqual([])
  expect(inputsOf(prod, target)['suspendedState']).toEqual({ scheduledScalingSuspended: true })
})

test('a fixed number of tasks is held, but nothing is scaled', async () => {
  const fixed = await recordStack('prod', { minTasks: '2', maxTasks: '2' })
  expect(inputsOf(fixed, target)).toMatchObject({ minCapacity: 2, maxCapacity: 2 })
  expect(resourcesOf(fixed, policy)).toEqual([])
})
