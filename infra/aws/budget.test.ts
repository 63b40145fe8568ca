import { expect, test } from 'vitest'
import { budgetLimit } from '../plan/budget.ts'
import { costItems, totalUsd } from '../plan/cost.ts'
import { readSettings } from '../plan/read-settings.ts'
import { plannedResources } from '../plan-stack.ts'
import { inputsOf, jsonOf } from '../test-support/graph.ts'
import { recordStack, secretValues } from '../test-support/mocks.ts'
import { leastProd, sourceOf } from '../test-support/settings.ts'

const type = 'aws:budgets/budget:Budget'
const whole = { egress: 'nat-per-az', multiAz: 'true', minTasks: '2', webFirewall: 'true' }
const stacks = [
  { title: 'prod', stack: 'prod', changes: {} },
  { title: 'prod with more', stack: 'prod', changes: whole },
  { title: 'prod with an image of its own', stack: 'prod', changes: { image: undefined } },
  { title: 'dev', stack: 'dev', changes: {} },
  { title: 'a pull request', stack: 'pr-7', changes: { database: 'postgres' } },
]

test.each(stacks)(
  '$title: the limit is made of the very resources that the plan prices',
  async ({ stack, changes }) => {
    const recording = await recordStack(stack, changes)
    const plain = { ...(stack === 'prod' ? { ...leastProd, hostedZone: 'example.com' } : {}), ...changes }
    const settings = readSettings(sourceOf(stack, plain, secretValues))
    const items = costItems(plannedResources(recording.resources), settings)
    expect(totalUsd(items)).toBeGreaterThan(20)
    expect(Number(inputsOf(recording, type)['limitAmount'])).toBe(budgetLimit(items, settings))
  },
)

test('the setting is the limit', async () => {
  expect(inputsOf(await recordStack('dev', { budgetUsd: '77' }), type)['limitAmount']).toBe('77')
})

test('it counts what has the tag of the stack, and tells the topic for tickets, which lets it', async () => {
  const recording = await recordStack('prod')
  const { costFilters, notifications } = inputsOf(recording, type)
  expect(costFilters).toEqual([{ name: 'TagKeyValue', values: ['user:stack$prod'] }])
  expect(notifications).toHaveLength(3)
  for (const each of notifications as { subscriberSnsTopicArns: string[] }[]) // as budget.ts gives them
    expect(each.subscriberSnsTopicArns.join()).toMatch(/mpla-prod-ticket$/)
  const allowed = (policy: unknown) =>
    (
      policy as { Statement: { Principal: { Service?: string }; Action: unknown; Condition?: unknown }[] }
    ).Statement.find(({ Principal }) => Principal.Service === 'budgets.amazonaws.com')
  expect(
    allowed(jsonOf(inputsOf(recording, 'aws:sns/topicPolicy:TopicPolicy', 'mpla-prod-ticket'), 'policy')),
  ).toMatchObject({
    Action: 'sns:Publish',
    Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
  })
  // Encrypted messages are lost without an error when the sender may not use the key.
  expect(allowed(jsonOf(inputsOf(recording, 'aws:kms/key:Key'), 'policy'))).toMatchObject({
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  })
})
