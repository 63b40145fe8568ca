import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Statement } from '../policy-document.ts'
import { longestPolicy, mostPolicies, packPolicies, policySize } from './policy-size.ts'

const statement = fc.record({
  Sid: fc.stringMatching(/^[A-Z][a-z]{3,12}$/),
  Effect: fc.constant('Allow' as const),
  Action: fc.array(fc.stringMatching(/^[a-z0-9]{2,8}:[A-Z][A-Za-z]{3,40}$/), { minLength: 1, maxLength: 150 }),
  Resource: fc.constantFrom('*', ['arn:aws:ecs:eu-west-1:123456789012:cluster/mpla-prod']),
})
/** What statements allow, one line for each action and resource. */
const allowed = (statements: readonly Statement[]) =>
  statements.flatMap(({ Action, Resource }) => [Action].flat().map((action) => `${action} ${Resource}`)).toSorted()

test('policies are within the size that AWS allows, and together say what the statements say', () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 12 }), (statements) => {
      const policies = packPolicies(statements)
      expect(Math.max(...policies.map(policySize))).toBeLessThanOrEqual(longestPolicy)
      expect(allowed(policies.flatMap(({ Statement }) => Statement))).toEqual(allowed(statements))
    }),
    { numRuns: 100 },
  )
})

test('no statement has the name of another in its policy, which AWS refuses', () => {
  const long: Statement = { Sid: 'Long', Effect: 'Allow', Action: Array(400).fill('ec2:DescribeVpcs'), Resource: '*' }
  for (const { Statement } of packPolicies([long, { ...long, Sid: 'Short', Action: ['ec2:CreateVpc'] }])) {
    const names = Statement.map(({ Sid }) => Sid)
    expect(new Set(names).size).toBe(names.length)
  }
})

test('more than a role can have is refused', () => {
  const one: Statement = { Sid: 'One', Effect: 'Allow', Action: Array(300).fill('ec2:DescribeVpcs'), Resource: '*' }
  expect(() => packPolicies(Array(mostPolicies + 1).fill(one))).toThrow(/at most 10 policies/)
})

test('a statement that is too long by its resources alone is refused', () => {
  const Resource = Array(200).fill('arn:aws:ecs:eu-west-1:123456789012:cluster/mpla-prod')
  expect(() => packPolicies([{ Sid: 'Wide', Effect: 'Allow', Action: 'ecs:CreateCluster', Resource }])).toThrow(/Wide/)
})
