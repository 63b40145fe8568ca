import { resource, testRules } from '../../test-support/policy-cases.ts'
import { trafficRules } from './traffic.ts'

const group = (name: string, inputs = {}) => resource('aws:ec2/securityGroup:SecurityGroup', inputs, { name })
const [front, app] = [group('front'), group('app')]
const balancer = resource('aws:lb/loadBalancer:LoadBalancer', {}, { madeFrom: { securityGroups: [front] } })
const into = (to: typeof front, inputs: object, from?: typeof front) =>
  resource(
    'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    { ipProtocol: 'tcp', ...inputs },
    { madeFrom: { securityGroupId: [to], ...(from && { referencedSecurityGroupId: [from] }) } },
  )
const out = (inputs: object) => resource('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule', { ...inputs })
const world = { cidrIpv4: '0.0.0.0/0' }
const port = (from: number, to = from) => ({ fromPort: from, toPort: to })

testRules(trafficRules, {
  'ingress-only-to-balancer': {
    right: [
      [into(front, { ...world, ...port(443) }), balancer],
      [into(front, { cidrIpv6: '::/0', ...port(80) }), balancer],
      [into(app, port(8080), front), balancer],
    ],
    wrong: [
      [['cidrIpv4 opens a group that no load balancer has'], into(app, { ...world, ...port(443) }), balancer],
      // A range of a single address is still not a group.
      [
        ['cidrIpv4 opens a group that no load balancer has'],
        into(app, { cidrIpv4: '10.0.0.7/32', ...port(22) }),
        balancer,
      ],
      [['cidrIpv6 opens a group that no load balancer has'], into(app, { cidrIpv6: '::/0', ...port(80) }), balancer],
      [
        ['port 22 of the load balancer is open to addresses, expected 80 or 443'],
        into(front, { ...world, ...port(22) }),
        balancer,
      ],
      [['ports 80 to 443 are open, expected a single port'], into(front, { ...world, ...port(80, 443) }), balancer],
      [
        [
          'ipProtocol is "-1", expected "tcp" or "udp"',
          'ports undefined to undefined are open, expected a single port',
        ],
        into(app, { ipProtocol: '-1' }, front),
        balancer,
      ],
    ],
  },
  'rules-outside-groups': {
    right: [[group('empty', { description: 'Nothing inside' })], [group('emptied', { ingress: [], egress: [] })]],
    wrong: [
      [
        ['ingress is stated inside of the group'],
        group('open', { ingress: [{ protocol: 'tcp', ...port(22), cidrBlocks: ['0.0.0.0/0'] }] }),
      ],
      [['egress is stated inside of the group'], group('leaky', { egress: [{ protocol: '-1', ...port(0) }] })],
      [
        ['it is a SecurityGroupRule, which no rule here looks into'],
        resource('aws:ec2/securityGroupRule:SecurityGroupRule', { type: 'ingress' }),
      ],
    ],
  },
  'egress-by-port': {
    right: [[out({ ipProtocol: 'tcp', ...world, ...port(443) })]],
    wrong: [
      [
        [
          'ipProtocol is "-1", expected "tcp" or "udp"',
          'ports undefined to undefined are open, expected a single port',
        ],
        out({ ipProtocol: '-1', ...world }),
      ],
      [['ports 0 to 65535 are open, expected a single port'], out({ ipProtocol: 'tcp', ...world, ...port(0, 65_535) })],
    ],
  },
})
