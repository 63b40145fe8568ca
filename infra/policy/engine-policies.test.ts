import { readFileSync } from 'node:fs'
import type {
  Policy,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from '@pulumi/policy'
import { unknownCheckingProxy } from '@pulumi/policy'
import { expect, test } from 'vitest'
import { recordStack } from '../test-support/mocks.ts'
import { resource } from '../test-support/policy-cases.ts'
import { enginePolicies } from './engine-policies.ts'
import type { PolicyResource } from './rule.ts'
import { rules } from './rules.ts'

/** What stands for an unknown text in what the engine sends (@pulumi/policy, proxy.ts). */
const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'

const props = ({ inputs }: PolicyResource) => unknownCheckingProxy(inputs) as Record<string, unknown> // typed as any

/** Asks the policies as the engine does: resource by resource, then about the whole stack. */
function ask(policies: readonly Policy[], stack: readonly PolicyResource[]) {
  const found: { policy: string; level: string | undefined; message: string; urn: string | undefined }[] = []
  const reportAs = (policy: Policy) => (message: string, urn?: string) =>
    found.push({ policy: policy.name, level: policy.enforcementLevel, message, urn })
  const sent = stack.map((each) => ({ ...each, props: props(each), opts: { protect: each.protect } }))
  const byUrn = (urns: readonly string[]) => sent.filter(({ urn }) => urns.includes(urn))
  const resources = sent.map((each) => ({
    ...each,
    propertyDependencies: Object.fromEntries(Object.entries(each.madeFrom).map(([key, urns]) => [key, byUrn(urns)])),
  }))
  for (const policy of policies) {
    const { validateResource } = policy as ResourceValidationPolicy // a policy is one or the other
    const { validateStack } = policy as StackValidationPolicy
    // Only what the policies read is sent.
    if (typeof validateResource === 'function')
      for (const each of sent)
        void validateResource(each as unknown as ResourceValidationArgs, reportAs(policy) as never)
    if (validateStack) void validateStack({ resources } as unknown as StackValidationArgs, reportAs(policy) as never)
  }
  return found
}

test('the stacks that keep the rules pass, as they were recorded', async () => {
  for (const stack of ['prod', 'dev', 'pr-1'])
    expect(ask(enginePolicies(rules), (await recordStack(stack)).resources)).toEqual([])
})

test('a finding names the resource and how to mend it, and stops the deployment', () => {
  const group = resource('aws:cloudwatch/logGroup:LogGroup', {
    tags: { project: 'mpla', stack: 'prod', kind: 'prod', 'managed-by': 'pulumi' },
  })
  expect(ask(enginePolicies(rules), [group])).toEqual([
    {
      policy: 'log-retention',
      level: 'mandatory',
      message: 'retentionInDays is not set, so nothing is ever deleted. To mend it: Set retentionInDays',
      urn: group.urn,
    },
  ])
})

test('a rule about the whole stack follows references although ids are unknown', () => {
  const group = resource('aws:ec2/securityGroup:SecurityGroup', {}, { name: 'app' })
  const rule = resource(
    'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    { ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '0.0.0.0/0', securityGroupId: unknown },
    { madeFrom: { securityGroupId: [group] } },
  )
  const balancer = resource(
    'aws:lb/loadBalancer:LoadBalancer',
    { securityGroups: [unknown] },
    { madeFrom: { securityGroups: [group] } },
  )
  const of = (stack: PolicyResource[]) =>
    ask(enginePolicies(rules), stack).flatMap(({ policy, message }) =>
      policy === 'ingress-only-to-balancer' ? [message.split('.')[0]] : [],
    )
  expect(of([group, rule])).toEqual(['cidrIpv4 opens a group that no load balancer has'])
  expect(of([group, rule, balancer])).toEqual(['port 22 of the load balancer is open to addresses, expected 80 or 443'])
})

test('an unknown value decides nothing, and what is open is told once, in one line', () => {
  const task = resource('aws:ecs/taskDefinition:TaskDefinition', {
    networkMode: 'awsvpc',
    containerDefinitions: unknown,
    tags: { project: 'mpla', stack: 'prod', kind: 'prod', 'managed-by': 'pulumi' },
  })
  const policies = enginePolicies(rules)
  expect(ask(policies, [task])).toEqual([
    {
      policy: 'decided-by-up',
      level: 'advisory',
      message: expect.stringMatching(/: container-logs, container-not-privileged, .*secrets-by-version$/),
      urn: undefined,
    },
  ])
  // The same process is asked again by `up`, when all is known.
  expect(ask(policies, []), 'nothing is left over').toEqual([])
})

test('a type that nobody thought of is told, without stopping anything', () => {
  const found = ask(enginePolicies(rules), [resource('aws:new/thing:Thing', {}), resource('mpla:aws:Edge', {})])
  expect(
    found.filter(({ policy }) => policy === 'type-without-rule').map(({ level, message }) => [level, message]),
  ).toEqual([['advisory', expect.stringContaining('aws:new/thing:Thing')]])
})

test('a mistake in a rule is not taken for an unknown value', () => {
  const broken = rules.map((rule) => ({
    ...rule,
    check: () => {
      throw new TypeError('a mistake')
    },
  }))
  expect(() => ask(enginePolicies(broken), [resource('aws:ec2/vpc:Vpc', {})])).toThrow('a mistake')
})

test('the pack has the version of the program', () => {
  const version = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version
  expect(version('package.json')).toBe(version('../../package.json'))
})
