import { expect, test } from 'vitest'
import { planStack } from '../plan-stack.ts'
import { parseStackFile } from '../stack-file.ts'
import { targetOf } from './target.ts'

const file = parseStackFile(`config:
  aws:region: eu-west-1
  mpla:domain: mpla.example.com
  mpla:alarmEmail: on-call@example.com
  mpla:architecture: x86_64
  mpla:imageBuilder: team
  mpla:accessToken:
    secure: v1:abc
`)

test('names of cluster, service and alarms are those the program gives them', async () => {
  const plan = await planStack('prod', file)
  const { monthlyUsd, resourceCount, ...target } = targetOf(plan, { ...file.config, 'aws:profile': 'work' })
  expect(target).toEqual({
    stack: 'prod',
    region: 'eu-west-1',
    profile: 'work',
    cluster: 'mpla-prod',
    service: 'mpla-prod',
    rollbackAlarms: ['mpla-prod-server-error-ratio', 'mpla-prod-slow-responses'],
    architecture: 'x86_64',
    imageBuilder: 'team',
  })
  expect(resourceCount).toBe(plan.resources.length)
  expect(monthlyUsd).toBeGreaterThan(50)
})

test('a plan without a service is a bug, and said to be one', async () => {
  const plan = await planStack('prod', file)
  const resources = plan.resources.filter(({ type }) => type !== 'aws:ecs/service:Service')
  expect(() => targetOf({ ...plan, resources }, {})).toThrow(
    'Expected one aws:ecs/service:Service in the plan, found 0',
  )
})

test('a secret that is missing is refused where a deployment asks, and listed where a plan does', async () => {
  const config = Object.fromEntries(Object.entries(file.config).filter(([key]) => key !== 'mpla:accessToken'))
  const without = { config, secretKeys: [] }
  await expect(planStack('prod', without)).resolves.toBeDefined()
  await expect(planStack('prod', without, { missingSecrets: 'refuse' })).rejects.toThrow(/mpla:accessToken is missing/)
})
