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

test('a fixed number of tasks is held, but nothing is scaled', async () => {
  const fixed = await recordStack('prod', { minTasks: '2', maxTasks: '2' })
  expect(inputsOf(fixed, target)).toMatchObject({ minCapacity: 2, maxCapacity: 2 })
  expect(resourcesOf(fixed, policy)).toEqual([])
})
