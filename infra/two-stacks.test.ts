// Several stacks live in one account and one region: no name that AWS wants to be unique there may be made twice.
import { expect, test } from 'vitest'
import { longestStackName } from './plan/names.ts'
import type { RecordedResource } from './recorder.ts'
import { recordStack } from './test-support/mocks.ts'

const longest = 'prod-'.padEnd(longestStackName, 'x')
const almostLongest = `${longest.slice(0, -1)}y`
const github = { githubRepository: 'example/mpla', stateBucket: 'example-state' }
const everything = { database: 'postgres', webFirewall: 'true', exec: 'true', accessLogs: 'true', image: undefined }

const names = ['prod', 'dev', 'dev-anna', 'pr-1', 'pr-12', longest, almostLongest]
const stacks: Record<string, readonly RecordedResource[]> = {}
for (const name of names) {
  // Which host name a stack has is a setting; two stacks with the same one are a mistake of its own.
  const domain = { domain: `${name}.example.com`, hostedZone: 'example.com' }
  const { resources } = await recordStack(name, { ...everything, ...github, ...domain })
  stacks[name] = resources.filter(({ isCustom }) => isCustom)
}
const pairs = names.flatMap((one, index, all) => all.slice(index + 1).map((other) => [one, other] as const))

/** Inputs that end in "name" but name something else: kinds, parents, and names that are unique within the stack only. */
const otherNames = new Set([
  'aws:cloudwatch/metricAlarm:MetricAlarm metricName',
  'aws:ec2/vpcEndpoint:VpcEndpoint serviceName',
  'aws:rds/instance:Instance caCertIdentifier',
  'aws:rds/instance:Instance dbName',
  'aws:rds/instance:Instance username',
  'aws:rds/parameterGroup:ParameterGroup family',
])

const isName = /(name|identifier|family|bucket|alias)$/i

/** What a stack calls its resources in AWS, with the type whose names have to differ. */
const physicalNames = (resources: readonly RecordedResource[]): string[] =>
  resources.flatMap(({ type, inputs }) =>
    Object.entries(inputs)
      .filter(([key, value]) => isName.test(key) && typeof value === 'string' && !otherNames.has(`${type} ${key}`))
      .map(([key, value]) => `${type} ${key} ${String(value)}`),
  )

test('the stacks are there, one of them with the longest name', () => {
  expect(longest).toHaveLength(longestStackName)
  for (const resources of Object.values(stacks)) expect(physicalNames(resources).length).toBeGreaterThan(15)
})

test.each(pairs)('%s and %s share no name', (one, other) => {
  const taken = new Set(physicalNames(stacks[one] ?? []))
  expect(physicalNames(stacks[other] ?? []).filter((name) => taken.has(name))).toEqual([])
})

test.each(pairs)(
  '%s and %s share no logical name, from which Pulumi makes the names that are not given',
  (one, other) => {
    const taken = new Set((stacks[one] ?? []).map(({ name }) => name))
    expect((stacks[other] ?? []).filter(({ name }) => taken.has(name))).toEqual([])
  },
)

/** What the stack dev makes for those of all pull requests, which may not make roles by themselves. */
const forPullRequests = 'mpla-boundary-of-pull-requests'

test.each(Object.entries(stacks))('%s: every logical name begins with the project and the stack', (name, resources) => {
  const others = resources.map((each) => each.name).filter((each) => !each.startsWith(`mpla-${name}`))
  expect(others).toEqual(name === 'dev' ? [forPullRequests] : [])
})

/** Types of which an account has one, or one for each purpose: a stack that makes one takes it from the others. */
const ofTheAccount =
  /^aws:(iam\/openIdConnectProvider|iam\/accountPasswordPolicy|route53\/zone|s3\/accountPublicAccessBlock|ecr\/registry|ecs\/accountSettingDefault|backup\/(global|region)Settings|guardduty|securityhub)/

test('no stack makes what there is one of in an account', () => {
  const types = Object.values(stacks).flatMap((resources) => resources.map(({ type }) => type))
  expect(types.filter((type) => ofTheAccount.test(type))).toEqual([])
  expect(ofTheAccount.test('aws:iam/openIdConnectProvider:OpenIdConnectProvider'), 'the pattern knows types').toBe(true)
})
