import { describe, expect, test } from 'vitest'
import { allows } from '../test-support/allows.ts'
import { assumedByGithub, type GithubPlan, githubPolicies, githubRoleName, githubRoles } from './github-roles.ts'
import { longestPolicy, mostPolicies, policySize } from './permissions/policy-size.ts'
import { roleBoundary } from './permissions/role-boundary.ts'
import { fillScope, scopeTemplate } from './permissions/scope-template.ts'

const place = { partition: 'aws', account: '123456789012', region: 'eu-west-1' }
const key = 'arn:aws:kms:eu-west-1:123456789012:key/1'
const plan = (stack: string, changes: Partial<GithubPlan> = {}): GithubPlan => ({
  stack,
  domain: 'mpla.example.com',
  state: { bucket: 'states', key },
  ...changes,
})
/** Asks the policies of a role, in its region unless the context says another. */
function may(id: string, stack = 'prod', changes: Partial<GithubPlan> = {}) {
  const role = githubRoles(plan(stack, changes)).find((each) => each.id === id)
  if (!role) throw new Error(`Expected a role ${id} of ${stack}`)
  const policies = githubPolicies(role, place)
  return (action: string, resource = '*', context: Record<string, string> = {}) =>
    allows(policies, { action, resource, context: { 'aws:RequestedRegion': 'eu-west-1', ...context } })
}
const arn = (service: string, resource: string, region = 'eu-west-1') =>
  `arn:aws:${service}:${region}:123456789012:${resource}`
const role = (name: string) => arn('iam', `role/${name}`, '')

describe('who may take a role', () => {
  const conditionOf = (repository: string, subject: string) =>
    assumedByGithub(place, repository, { subject }).Statement[0]

  test('a job of the repository in the environment, with a token for AWS', () => {
    expect(conditionOf('example/mpla', 'environment:prod')).toEqual({
      Sid: 'Assume',
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:example/mpla:environment:prod',
        },
      },
    })
  })

  test('each by its environment, and the review by any pull request', () => {
    expect(githubRoles(plan('prod')).map(({ id, subject }) => [id, subject])).toEqual([
      ['deploy', 'environment:prod'],
      ['inspect', 'environment:prod-inspect'],
      ['review', 'pull_request'],
    ])
  })

  test('the stack dev has the role for all stacks of pull requests, which have none of their own', () => {
    expect(githubRoles(plan('dev')).at(-1)).toMatchObject({ id: 'pull-requests', stack: 'pr-*' })
    expect(githubRoles(plan('dev-anna')).map(({ id }) => id)).not.toContain('pull-requests')
    expect(githubRoles(plan('pr-7'))).toEqual([])
  })

  test('no two stacks have a role of the same name', () => {
    const names = ['prod', 'dev', 'dev-anna'].flatMap((stack) =>
      githubRoles(plan(stack)).map((each) => githubRoleName(stack, each)),
    )
    expect(names.length).toBe(10)
    expect(new Set(names).size).toBe(names.length)
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(64)
  })
})

describe('deploy', () => {
  const mayDeploy = may('deploy')

  test('works on what has the name of the stack, and on nothing of another', () => {
    for (const name of ['mpla-prod', 'mpla-dev']) {
      const own = name === 'mpla-prod'
      expect(mayDeploy('ecs:UpdateService', arn('ecs', `service/${name}/${name}`))).toBe(own)
      expect(mayDeploy('rds:DeleteDBInstance', arn('rds', `db:${name}`))).toBe(own)
      expect(mayDeploy('secretsmanager:GetSecretValue', arn('secretsmanager', `secret:${name}-accessToken-1`))).toBe(
        own,
      )
      expect(mayDeploy('logs:DeleteLogGroup', arn('logs', `log-group:/mpla/${name.slice(5)}/app`))).toBe(own)
      expect(
        mayDeploy(
          'elasticloadbalancing:DeleteLoadBalancer',
          arn('elasticloadbalancing', `loadbalancer/app/${name}-web-1/2`),
        ),
      ).toBe(own)
    }
  })

  test('works on ids that have the tag of the stack, and on nothing with that of another', () => {
    const tagged = (stack: string) => ({ 'aws:ResourceTag/stack': stack })
    expect(mayDeploy('ec2:DeleteVpc', arn('ec2', 'vpc/vpc-1'), tagged('prod'))).toBe(true)
    expect(mayDeploy('ec2:DeleteVpc', arn('ec2', 'vpc/vpc-1'), tagged('dev'))).toBe(false)
    expect(mayDeploy('ec2:DeleteVpc', arn('ec2', 'vpc/vpc-1'))).toBe(false)
    expect(mayDeploy('ec2:CreateTags', arn('ec2', 'vpc/vpc-1'))).toBe(true)
    expect(mayDeploy('ec2:CreateTags', arn('ec2', 'vpc/vpc-1'), tagged('dev'))).toBe(false)
  })

  test('creates nothing in another region', () => {
    expect(mayDeploy('ec2:CreateVpc')).toBe(true)
    expect(mayDeploy('ec2:CreateVpc', '*', { 'aws:RequestedRegion': 'us-east-1' })).toBe(false)
    expect(mayDeploy('ec2:DescribeVpcs', '*', { 'aws:RequestedRegion': 'us-east-1' })).toBe(false)
  })

  test('makes roles only within the boundary, and only for the stack', () => {
    const boundary = { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/mpla-prod-boundary' }
    for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy']) {
      expect(mayDeploy(action, role('mpla-prod-task-1'), boundary), action).toBe(true)
      expect(mayDeploy(action, role('mpla-prod-task-1')), action).toBe(false)
      expect(mayDeploy(action, role('mpla-dev-task-1'), boundary), action).toBe(false)
      expect(mayDeploy(action, role('mpla-prod-github-deploy'), boundary), action).toBe(false)
    }
    expect(mayDeploy('iam:DeleteRolePermissionsBoundary', role('mpla-prod-task-1'), boundary)).toBe(false)
  })

  test('cannot change what it may do itself', () => {
    const policies = arn('iam', 'policy/mpla-prod-github-deploy-1', '')
    for (const action of [
      'iam:CreatePolicyVersion',
      'iam:SetDefaultPolicyVersion',
      'iam:DeletePolicy',
      'iam:CreatePolicy',
    ])
      expect(mayDeploy(action, policies), action).toBe(false)
    for (const action of ['iam:UpdateAssumeRolePolicy', 'iam:DetachRolePolicy', 'iam:DeleteRole', 'iam:TagRole'])
      expect(mayDeploy(action, role('mpla-prod-github-deploy')), action).toBe(false)
    expect(mayDeploy('iam:DeleteRole', role('mpla-prod-task-1'))).toBe(true)
  })

  test('hands roles to the services that the program uses, and to no other', () => {
    const to = (service: string) =>
      mayDeploy('iam:PassRole', role('mpla-prod-task-1'), { 'iam:PassedToService': service })
    expect(to('ecs-tasks.amazonaws.com')).toBe(true)
    expect(to('lambda.amazonaws.com')).toBe(false)
    expect(mayDeploy('iam:PassRole', role('admin'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' })).toBe(false)
  })

  test('grants the use of keys to services of AWS only', () => {
    const others = arn('kms', 'key/1')
    expect(mayDeploy('kms:CreateGrant', others, { 'kms:GrantIsForAWSResource': 'true' })).toBe(true)
    expect(mayDeploy('kms:CreateGrant', others)).toBe(false)
  })

  test('changes the records of its domain only', () => {
    const record = (name: string) =>
      mayDeploy('route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z1', {
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': name,
      })
    expect([record('mpla.example.com'), record('_abc.mpla.example.com'), record('www.example.com')]).toEqual([
      true,
      true,
      false,
    ])
    const action = 'route53:ChangeResourceRecordSets'
    expect(may('deploy', 'dev', { domain: undefined })(action, 'arn:aws:route53:::hostedzone/Z1')).toBe(false)
  })

  test('reads and writes the state of its stack', () => {
    const at = (path: string) => `arn:aws:s3:::states/.pulumi/${path}`
    expect(mayDeploy('s3:PutObject', at('stacks/mpla/prod.json'))).toBe(true)
    expect(mayDeploy('s3:DeleteObject', at('locks/organization/mpla/prod/1.json'))).toBe(true)
    expect(mayDeploy('s3:GetObject', at('meta.yaml'))).toBe(true)
    expect(mayDeploy('s3:PutObject', at('meta.yaml'))).toBe(false)
    expect(mayDeploy('s3:GetObject', at('stacks/mpla/dev.json'))).toBe(false)
    expect(mayDeploy('kms:Decrypt', key)).toBe(true)
  })
})

describe('inspect and review', () => {
  const changes = ['ec2:CreateVpc', 'ecs:UpdateService', 'iam:PassRole', 's3:PutObject', 'rds:ModifyDBInstance']
  const secret = arn('secretsmanager', 'secret:mpla-prod-accessToken-1')
  const state = 'arn:aws:s3:::states/.pulumi/stacks/mpla/prod.json'

  test.each(['inspect', 'review'])('%s looks, and changes nothing', (id) => {
    const mayLook = may(id)
    expect(mayLook('ecs:DescribeServices', arn('ecs', 'service/mpla-prod/mpla-prod'))).toBe(true)
    expect(mayLook('s3:GetObject', state)).toBe(true)
    const resources = ['*', state, arn('ecs', 'service/mpla-prod/mpla-prod'), arn('rds', 'db:mpla-prod')]
    expect(changes.filter((action) => resources.some((resource) => mayLook(action, resource)))).toEqual([])
  })

  test('inspect reads what is secret, which a preview needs; review does not', () => {
    for (const [id, reads] of [
      ['inspect', true],
      ['review', false],
    ] as const) {
      expect(may(id)('secretsmanager:GetSecretValue', secret), id).toBe(reads)
      expect(may(id)('kms:Decrypt', key), id).toBe(reads)
    }
  })
})

test('the role for pull requests works on their stacks and on no other, within a boundary that it cannot change', () => {
  const mayDeploy = may('pull-requests', 'dev')
  const service = (stack: string) => mayDeploy('ecs:UpdateService', arn('ecs', `service/mpla-${stack}/mpla-${stack}`))
  expect([service('pr-7'), service('dev'), service('prod')]).toEqual([true, false, false])
  const boundary = { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/mpla-boundary-of-pull-requests' }
  expect(mayDeploy('iam:CreateRole', role('mpla-pr-7-task-1'), boundary)).toBe(true)
  expect(mayDeploy('iam:CreateRole', role('mpla-pr-7-task-1'))).toBe(false)
  expect(mayDeploy('s3:PutObject', 'arn:aws:s3:::states/.pulumi/stacks/mpla/pr-7.json')).toBe(true)
  expect(mayDeploy('s3:PutObject', 'arn:aws:s3:::states/.pulumi/stacks/mpla/prod.json')).toBe(false)
})

test('without a bucket or key of the state nothing of S3 or of another key is allowed', () => {
  const mayDeploy = may('deploy', 'prod', { state: { bucket: undefined, key: undefined } })
  expect(mayDeploy('s3:GetObject', 'arn:aws:s3:::undefined/.pulumi/meta.yaml')).toBe(false)
  expect(mayDeploy('kms:Decrypt', key)).toBe(false)
})

test('the policies of every role fit, in the account and region with the longest names', () => {
  const longest = { partition: 'aws-us-gov', account: '123456789012', region: 'us-isof-south-1' }
  for (const stack of ['prod-eu-west-1x', 'dev']) {
    const roles = githubRoles(plan(stack, { state: { bucket: 'b'.repeat(63), key } }))
    for (const each of roles) {
      const policies = githubPolicies(each, scopeTemplate).map((policy) => fillScope(JSON.stringify(policy), longest))
      expect(policies.length, each.id).toBeGreaterThan(0)
      expect(policies.length, each.id).toBeLessThanOrEqual(mostPolicies)
      for (const text of policies) expect(policySize(JSON.parse(text)), each.id).toBeLessThanOrEqual(longestPolicy)
    }
  }
  expect(policySize(roleBoundary({ ...longest, stack: 'prod-eu-west-1x' }))).toBeLessThanOrEqual(longestPolicy)
})

test('a template is filled without a rest', () => {
  for (const each of githubRoles(plan('dev')))
    for (const policy of githubPolicies(each, scopeTemplate)) {
      const text = fillScope(JSON.stringify(policy), place)
      expect(text).not.toMatch(/PARTITION|ACCOUNT|REGION/)
      expect(text).toContain('eu-west-1')
    }
})
