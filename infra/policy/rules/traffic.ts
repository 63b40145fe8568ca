import { dataList, mustBe } from '../inputs.ts'
import type { PolicyResource, Rule } from '../rule.ts'
import { ofType, shareTarget } from '../stack.ts'

const publicPorts = [80, 443]

/** Whether the rule opens a group that a load balancer carries. */
const opensBalancer = (rule: PolicyResource, stack: readonly PolicyResource[]) =>
  ofType(stack, 'aws:lb/loadBalancer:LoadBalancer').some((balancer) =>
    shareTarget([rule, 'securityGroupId'], [balancer, 'securityGroups']),
  )

/** Ports have to be stated: without them, or with protocol -1, a rule opens all. */
const portsStated = ({ inputs }: PolicyResource): string[] => [
  ...mustBe(inputs, 'ipProtocol', 'tcp', 'udp'),
  ...(typeof inputs['fromPort'] === 'number' && inputs['fromPort'] === inputs['toPort']
    ? []
    : [`ports ${String(inputs['fromPort'])} to ${String(inputs['toPort'])} are open, expected a single port`]),
]

/** From where: a group, or addresses. */
const addresses = ['cidrIpv4', 'cidrIpv6', 'prefixListId'] as const

const onlyToBalancer: Rule = {
  id: 'ingress-only-to-balancer',
  demands:
    'From addresses, only ports 80 and 443 of the load balancer can be reached; everything else from group to group',
  why: 'A task, a database or a volume that the Internet reaches is one forgotten password away from being somebody else’s',
  controls: ['EC2.18', 'EC2.19'],
  mend: 'Name the group that may connect (referencedSecurityGroupId) and one port',
  severity: 'critical',
  enforcement: 'mandatory',
  scope: 'stack',
  types: ['aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule'],
  check: (resource, stack) => {
    const { inputs } = resource
    const open = addresses.filter((key) => resource.madeFrom[key] !== undefined || inputs[key] !== undefined)
    const wrong = portsStated(resource)
    if (open.length === 0 || wrong.length > 0) return wrong
    if (!opensBalancer(resource, stack)) return [`${open.join(', ')} opens a group that no load balancer has`]
    return publicPorts.some((port) => port === inputs['fromPort'])
      ? []
      : [`port ${String(inputs['fromPort'])} of the load balancer is open to addresses, expected 80 or 443`]
  },
}

const notInline: Rule = {
  id: 'rules-outside-groups',
  demands: 'What a security group allows is stated in ingress and egress rules of their own',
  why: 'Rules inside of a group are replaced all at once on every change, fight with separate ones, and are seen by no other rule here',
  controls: ['EC2.18'],
  mend: 'Take `ingress` and `egress` out of the group and write a SecurityGroupIngressRule or SecurityGroupEgressRule for each',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:ec2/securityGroup:SecurityGroup', 'aws:ec2/securityGroupRule:SecurityGroupRule'],
  check: ({ type, inputs }) =>
    type === 'aws:ec2/securityGroupRule:SecurityGroupRule'
      ? ['it is a SecurityGroupRule, which no rule here looks into']
      : ['ingress', 'egress'].flatMap((direction) =>
          dataList(inputs[direction]).length === 0 ? [] : [`${direction} is stated inside of the group`],
        ),
}

const egressStated: Rule = {
  id: 'egress-by-port',
  demands: 'Every rule that lets traffic out names one port',
  why: 'A task that was broken into sends what it finds wherever it can; the ports of the providers and of AWS are enough for its work',
  controls: [],
  mend: 'State ipProtocol tcp or udp and the same fromPort and toPort',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule'],
  check: portsStated,
}

export const trafficRules: readonly Rule[] = [onlyToBalancer, notInline, egressStated]
