import { dataList } from '../inputs.ts'
import type { PolicyResource, Rule } from '../rule.ts'
import { ofType, refersTo, shareTarget } from '../stack.ts'

const vpc = 'aws:ec2/vpc:Vpc'
const defaultGroup = 'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup'

const defaultGroupClosed: Rule = {
  id: 'default-group-closed',
  demands: 'The default security group of every VPC allows nothing',
  why: 'Whoever forgets to name a group gets this one, and AWS makes it open to itself and to the world outwards',
  controls: ['EC2.2'],
  mend: 'Take the group over with a DefaultSecurityGroup whose ingress and egress are empty lists',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [vpc],
  check: (resource, stack) =>
    ofType(stack, defaultGroup).some((group) => refersTo(group, 'vpcId', resource))
      ? []
      : ['no DefaultSecurityGroup takes over its default group'],
}

const defaultGroupEmpty: Rule = {
  ...defaultGroupClosed,
  id: 'default-group-empty',
  demands: 'A default security group that was taken over has no rules',
  scope: 'resource',
  types: [defaultGroup],
  check: ({ inputs }) =>
    ['ingress', 'egress'].flatMap((direction) =>
      dataList(inputs[direction]).length === 0 ? [] : [`${direction} allows traffic`],
    ),
}

const flowLogs: Rule = {
  id: 'flow-logs',
  demands: 'Every VPC records at least the traffic it refuses',
  why: 'Without it nobody can tell a wrong security group from a dead service, or see who is scanning',
  controls: ['EC2.6'],
  mend: 'Add a FlowLog with this vpcId',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [vpc],
  check: (resource, stack) =>
    ofType(stack, 'aws:ec2/flowLog:FlowLog').some((log) => refersTo(log, 'vpcId', resource))
      ? []
      : ['it has no flow log'],
}

const flowLogsRejected: Rule = {
  ...flowLogs,
  id: 'flow-logs-rejected',
  demands: 'A flow log records refused traffic',
  mend: 'Set trafficType to REJECT or ALL',
  scope: 'resource',
  types: ['aws:ec2/flowLog:FlowLog'],
  check: ({ inputs }) =>
    inputs['trafficType'] === 'REJECT' || inputs['trafficType'] === 'ALL'
      ? []
      : [`trafficType is ${String(inputs['trafficType'])}, which leaves refused traffic out`],
}

const noPublicAddresses: Rule = {
  id: 'no-addresses-by-default',
  demands: 'No subnet gives public addresses to whatever starts in it',
  why: 'An address of the Internet is given on purpose, to a load balancer, a gateway or a task, not by being in a place',
  controls: ['EC2.15', 'EFS.6'],
  mend: 'Set mapPublicIpOnLaunch to false',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:ec2/subnet:Subnet'],
  check: ({ inputs }) => (inputs['mapPublicIpOnLaunch'] === true ? ['mapPublicIpOnLaunch is true'] : []),
}

/** Subnets whose route table leads to an Internet gateway. */
const publicSubnets = (stack: readonly PolicyResource[]): readonly PolicyResource[] => {
  const outward = ofType(stack, 'aws:ec2/route:Route').filter((route) =>
    ofType(stack, 'aws:ec2/internetGateway:InternetGateway').some((gateway) => refersTo(route, 'gatewayId', gateway)),
  )
  const associations = ofType(stack, 'aws:ec2/routeTableAssociation:RouteTableAssociation').filter((association) =>
    outward.some((route) => shareTarget([association, 'routeTableId'], [route, 'routeTableId'])),
  )
  return ofType(stack, 'aws:ec2/subnet:Subnet').filter((subnet) =>
    associations.some((association) => refersTo(association, 'subnetId', subnet)),
  )
}

const dataInPrivateSubnets: Rule = {
  id: 'data-in-private-subnets',
  demands: 'Databases and volumes are in subnets without a route to the Internet',
  why: 'Then one wrong security group is not enough to expose them',
  controls: ['RDS.46', 'EFS.6'],
  mend: 'Use the private subnets of the network',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'stack',
  types: ['aws:efs/mountTarget:MountTarget', 'aws:rds/subnetGroup:SubnetGroup'],
  check: (resource, stack) => {
    const input = resource.type === 'aws:rds/subnetGroup:SubnetGroup' ? 'subnetIds' : 'subnetId'
    return publicSubnets(stack)
      .filter((subnet) => refersTo(resource, input, subnet))
      .map((subnet) => `subnet ${subnet.name} has a route to the Internet`)
  },
}

export const networkRules: readonly Rule[] = [
  defaultGroupClosed,
  defaultGroupEmpty,
  flowLogs,
  flowLogsRejected,
  noPublicAddresses,
  dataInPrivateSubnets,
]
