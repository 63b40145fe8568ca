import { describe, expect, test } from 'vitest'
import { permissionTable } from '../plan/permissions/permission-table.ts'
import type { PolicyDocument } from '../plan/policy-document.ts'
import type { Recording } from '../recorder.ts'
import { allows } from '../test-support/allows.ts'
import { inputsOf, jsonOf, resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const policyType = 'aws:iam/policy:Policy'
const roleType = 'aws:iam/role:Role'
const github = { githubRepository: 'example@9919/mpla@123456789', stateBucket: 'example-state' }
const whole = {
  ...github,
  database: 'postgres',
  domain: 'mpla.example.com',
  openaiBaseUrl: 'http://10.0.0.9:11434/v1',
  accessLogs: 'true',
  webFirewall: 'true',
  spot: 'true',
  exec: 'true',
  maxTasks: '3',
  busyHours: '08:00-18:00',
}
const dev = await recordStack('dev', whole)
const prod = await recordStack('prod', { ...github, egress: 'nat-per-az', image: undefined })
const pull = await recordStack('pr-7', github)
const namesOf = (recording: Recording, type: string) => resourcesOf(recording, type).map(({ inputs }) => inputs['name'])
const boundaryOf = (recording: Recording, name: string) =>
  jsonOf(inputsOf(recording, policyType, name), 'policy') as PolicyDocument // written by role-boundary.ts

test('without the setting there is no role for GitHub, and no role has a boundary', async () => {
  const recording = await recordStack('prod')
  expect(resourcesOf(recording, policyType)).toEqual([])
  expect(resourcesOf(recording, roleType).filter(({ inputs }) => inputs['permissionsBoundary'])).toEqual([])
})

test('a stack has its roles under names that a workflow can spell', () => {
  expect(namesOf(prod, roleType).filter(Boolean)).toEqual([
    'mpla-prod-github-deploy',
    'mpla-prod-github-inspect',
    'mpla-prod-github-review',
  ])
  expect(namesOf(dev, roleType)).toContain('mpla-dev-github-pull-requests')
  expect(resourcesOf(pull, policyType)).toEqual([])
})

test('a role is taken by the repository with the ids that the setting has', () => {
  const trust = JSON.stringify(jsonOf(inputsOf(prod, roleType, 'mpla-prod-github-deploy'), 'assumeRolePolicy'))
  expect(trust).toContain('"repo:example@9919/mpla@123456789:environment:prod"')
  expect(trust).toContain('arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com')
})

test('every policy is written, with the account and the region, and attached to its role', () => {
  for (const recording of [prod, dev]) {
    const policies = resourcesOf(recording, policyType)
    expect(policies.length).toBeGreaterThan(5)
    for (const { inputs, name } of policies) {
      expect(inputs['policy'], name).toMatch(/^\{"Version":"2012-10-17"/)
      expect(inputs['policy'], name).not.toMatch(/PARTITION-|ACCOUNT--|REGION--/)
    }
    const attached = resourcesOf(recording, 'aws:iam/rolePolicyAttachment:RolePolicyAttachment').filter(
      ({ inputs }) => !String(inputs['policyArn']).includes(':iam::aws:'),
    )
    const boundaries = policies.filter(({ name }) => name.includes('boundary'))
    expect(attached.map(({ name }) => name)).toEqual(
      policies.filter((each) => !boundaries.includes(each)).map(({ name }) => name),
    )
  }
})

describe('the boundary', () => {
  test.each([
    ['dev', dev, /:policy\/mpla-dev-boundary$/],
    ['prod', prod, /:policy\/mpla-prod-boundary$/],
    ['a pull request', pull, /^arn:aws:iam::123456789012:policy\/mpla-boundary-of-pull-requests$/],
  ])('of %s holds every role but those that GitHub takes', (_title, recording, arn) => {
    const roles = resourcesOf(recording, roleType).filter(({ name }) => !name.includes('-github-'))
    expect(roles.length).toBeGreaterThanOrEqual(3)
    expect(
      roles.filter(({ inputs }) => !arn.test(String(inputs['permissionsBoundary']))).map(({ name }) => name),
    ).toEqual([])
  })

  test('lets every role do what its own policies say', () => {
    const policies = resourcesOf(dev, 'aws:iam/rolePolicy:RolePolicy')
    expect(policies.length).toBeGreaterThanOrEqual(3)
    const boundary = boundaryOf(dev, 'mpla-dev-boundary')
    const context = { 'aws:ResourceTag/stack': 'dev' }
    const held = policies.flatMap(({ name, inputs }) => {
      const { Statement } = jsonOf(inputs, 'policy') as PolicyDocument // written by iam-policies.ts
      return Statement.flatMap(({ Action }) => [Action].flat()).flatMap((action) => {
        const { Statement: limits } = boundary
        const resource = limits.find((limit) => [limit.Action].flat().includes(action))?.Resource
        const [example = ''] = resource === undefined ? [] : [resource].flat()
        return allows([boundary], { action, resource: example, context }) ? [] : [`${name}: ${action}`]
      })
    })
    expect(held).toEqual([])
  })
})

test('its tasks read the managed password of its own database only, and it is backed up', () => {
  const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-0a1b2c3d-X9Y8Z7'
  const reads = (instance: string) =>
    allows([boundaryOf(prod, 'mpla-prod-boundary')], {
      action: 'secretsmanager:GetSecretValue',
      resource: secret,
      context: { 'aws:ResourceTag/aws:rds:primaryDBInstanceArn': `arn:aws:rds:eu-west-1:123456789012:db:${instance}` },
    })
  expect([reads('mpla-prod'), reads('mpla-dev'), reads('other')]).toEqual([true, false, false])
  const needed = ['elasticfilesystem:Backup', 'elasticfilesystem:Restore', 'rds:CreateDBSnapshot', 'kms:CreateGrant']
  const held = needed.filter(
    (action) => !allows([boundaryOf(prod, 'mpla-prod-boundary')], { action, resource: 'arn:aws:any' }),
  )
  expect(held).toEqual([])
})

test('every resource type that a stack registers has its permissions', () => {
  const types = new Set(
    [dev, prod].flatMap(({ resources }) => resources.filter(({ isCustom }) => isCustom).map(({ type }) => type)),
  )
  expect(types.size).toBeGreaterThan(45)
  const missing = [...types].filter((type) => !(type in permissionTable))
  expect(missing, 'add a row to infra/plan/permissions/').toEqual([])
})

test('two stacks in one account share no name of a role or a policy', () => {
  const names = (recording: Recording) =>
    [...namesOf(recording, policyType), ...namesOf(recording, roleType)].filter(Boolean)
  expect(names(dev).filter((name) => names(prod).includes(name))).toEqual([])
})
