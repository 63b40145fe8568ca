import { expect, test } from 'vitest'
import { recordStack } from '../test-support/mocks.ts'
import { uncovered, unknownTypes } from './covered-types.ts'
import { violationsOf } from './rule.ts'
import { rules } from './rules.ts'

const stacks = {
  prod: await recordStack('prod', { image: undefined }),
  dev: await recordStack('dev'),
  'pr-1': await recordStack('pr-1'),
  'prod with SQLite': await recordStack('prod', { database: 'sqlite', maxTasks: '1' }),
  'prod without NAT': await recordStack('prod', { egress: 'public' }),
  'prod with everything': await recordStack('prod', {
    webFirewall: 'true',
    busyHours: '08:00-18:00',
    minTasks: '1',
    busyTasks: '2',
  }),
  'dev on spare capacity, open to commands': await recordStack('dev', { spot: 'true', exec: 'true' }),
  'prod in two zones': await recordStack('prod', { egress: 'nat-per-az', minTasks: '2', multiAz: 'true' }),
  'prod with GitHub': await recordStack('prod', { githubRepository: 'example/mpla', stateBucket: 'example-state' }),
  'dev with GitHub': await recordStack('dev', { githubRepository: 'example/mpla', stateBucket: 'example-state' }),
  'dev with PostgreSQL and a domain': await recordStack('dev', { database: 'postgres', domain: 'dev.example.com' }),
}
const each = Object.entries(stacks).map(([title, { resources }]) => ({ title, resources }))
const registered = each.flatMap(({ resources }) => resources.filter(({ isCustom }) => isCustom).map(({ type }) => type))

test.each(each)('$title breaks no rule', ({ resources }) => {
  expect(resources.length).toBeGreaterThan(60)
  expect(violationsOf(rules, resources)).toEqual([])
})

test.each([
  ['about to be taken down', { deletionProtection: 'false' }, 'deletion-protected-in-prod'],
  ['open to commands', { exec: 'true' }, 'exec-closed-in-prod'],
  ['without access logs', { accessLogs: 'false' }, 'access-logs-in-prod'],
])('a prod stack that is %s is told so, and neither stopped nor told anything else', async (_title, changes, rule) => {
  const { resources } = await recordStack('prod', changes)
  expect(new Set(violationsOf(rules, resources).map((violation) => violation.rule))).toEqual(new Set([rule]))
  expect(rules.find(({ id }) => id === rule)?.enforcement).toBe('advisory')
})

test('every resource type is looked at by a rule, or listed with the reason why none has to', () => {
  expect(
    unknownTypes(registered, rules),
    'write a rule for each of these, or list it in infra/policy/covered-types.ts with the reason why it needs none',
  ).toEqual([])
  expect(unknownTypes(['aws:new/thing:Thing', 'aws:ec2/vpc:Vpc'], rules)).toEqual(['aws:new/thing:Thing'])
})

test('the list of types without a rule holds only types that there are, and that no rule is about', () => {
  const listed = Object.keys(uncovered)
  const covered = rules.flatMap(({ types }) => (types === 'every' ? [] : types))
  expect(listed.filter((type) => covered.includes(type))).toEqual([])
  expect(listed.filter((type) => !registered.includes(type))).toEqual([])
})

test('rules have ids of their own, and say in whole sentences what they demand', () => {
  expect(rules.length).toBeGreaterThan(40)
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  for (const { id, demands, why, mend, controls } of rules) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    for (const sentence of [demands, why, mend]) expect(sentence).toMatch(/^[A-Z`].{15,}[^.]$/)
    for (const control of controls) expect(control).toMatch(/^[A-Z][A-Za-z0-9]+\.\d+$/)
  }
})
