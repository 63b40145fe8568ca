import { resource, testRules } from '../../test-support/policy-cases.ts'
import { networkRules } from './network.ts'

const vpc = resource('aws:ec2/vpc:Vpc', { cidrBlock: '10.0.0.0/16' })
const otherVpc = resource('aws:ec2/vpc:Vpc', {}, { name: 'other' })
const inVpc = (type: string, inputs: object, owner = vpc) =>
  resource(type, { ...inputs }, { madeFrom: { vpcId: [owner] } })
const defaultGroup = (inputs: object, owner = vpc) =>
  inVpc('aws:ec2/defaultSecurityGroup:DefaultSecurityGroup', inputs, owner)
const flowLog = (inputs: object, owner = vpc) => inVpc('aws:ec2/flowLog:FlowLog', inputs, owner)

const gateway = resource('aws:ec2/internetGateway:InternetGateway', {})
const subnet = (name: string, inputs = {}) => resource('aws:ec2/subnet:Subnet', inputs, { name })
const [open, closed] = [subnet('open'), subnet('closed')]
const table = (name: string) => resource('aws:ec2/routeTable:RouteTable', {}, { name })
const [outward, inward] = [table('outward'), table('inward')]
const associate = (name: string, of: typeof open, to: typeof outward) =>
  resource(
    'aws:ec2/routeTableAssociation:RouteTableAssociation',
    {},
    { name, madeFrom: { subnetId: [of], routeTableId: [to] } },
  )
const network = [
  gateway,
  open,
  closed,
  outward,
  inward,
  resource('aws:ec2/route:Route', {}, { madeFrom: { routeTableId: [outward], gatewayId: [gateway] } }),
  associate('open', open, outward),
  associate('closed', closed, inward),
]
const mountTarget = (of: typeof open) =>
  resource('aws:efs/mountTarget:MountTarget', {}, { madeFrom: { subnetId: [of] } })
const databaseSubnets = (...of: (typeof open)[]) =>
  resource('aws:rds/subnetGroup:SubnetGroup', {}, { madeFrom: { subnetIds: of } })

testRules(networkRules, {
  'default-group-closed': {
    right: [[vpc, defaultGroup({})]],
    wrong: [
      [['no DefaultSecurityGroup takes over its default group'], vpc],
      [['no DefaultSecurityGroup takes over its default group'], vpc, defaultGroup({}, otherVpc)],
    ],
  },
  'default-group-empty': {
    right: [[defaultGroup({ ingress: [], egress: [] })], [defaultGroup({})]],
    wrong: [[['ingress allows traffic'], defaultGroup({ ingress: [{ protocol: '-1', self: true }], egress: [] })]],
  },
  'flow-logs': {
    right: [[vpc, flowLog({ trafficType: 'ALL' })]],
    wrong: [
      [['it has no flow log'], vpc],
      [['it has no flow log'], vpc, flowLog({ trafficType: 'ALL' }, otherVpc)],
    ],
  },
  'flow-logs-rejected': {
    right: [[flowLog({ trafficType: 'REJECT' })], [flowLog({ trafficType: 'ALL' })]],
    wrong: [[['trafficType is ACCEPT, which leaves refused traffic out'], flowLog({ trafficType: 'ACCEPT' })]],
  },
  'no-addresses-by-default': {
    right: [[subnet('unsaid')], [subnet('said', { mapPublicIpOnLaunch: false })]],
    wrong: [[['mapPublicIpOnLaunch is true'], subnet('giving', { mapPublicIpOnLaunch: true })]],
  },
  'data-in-private-subnets': {
    right: [
      [mountTarget(closed), ...network],
      [databaseSubnets(closed), ...network],
    ],
    wrong: [
      [['subnet open has a route to the Internet'], mountTarget(open), ...network],
      [['subnet open has a route to the Internet'], databaseSubnets(closed, open), ...network],
    ],
  },
})
