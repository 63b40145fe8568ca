import type { PermissionTable } from './type-permissions.ts'

const tags = ['ec2:CreateTags', 'ec2:DeleteTags']
const groups = ['ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroupRules']

export const networkPermissions: PermissionTable = {
  'aws:ec2/vpc:Vpc': {
    read: ['ec2:DescribeVpcs', 'ec2:DescribeVpcAttribute', 'ec2:DescribeNetworkAcls', 'ec2:DescribeRouteTables'],
    any: ['ec2:CreateVpc'],
    tagged: ['ec2:ModifyVpcAttribute', 'ec2:DeleteVpc'],
    tagging: tags,
  },
  'aws:ec2/subnet:Subnet': {
    read: ['ec2:DescribeSubnets', 'ec2:DescribeAvailabilityZones', 'ec2:DescribeNetworkInterfaces'],
    any: ['ec2:CreateSubnet'],
    tagged: ['ec2:ModifySubnetAttribute', 'ec2:DeleteSubnet'],
    tagging: tags,
  },
  'aws:ec2/internetGateway:InternetGateway': {
    read: ['ec2:DescribeInternetGateways'],
    any: ['ec2:CreateInternetGateway'],
    tagged: ['ec2:AttachInternetGateway', 'ec2:DetachInternetGateway', 'ec2:DeleteInternetGateway'],
    tagging: tags,
  },
  'aws:ec2/eip:Eip': {
    read: ['ec2:DescribeAddresses', 'ec2:DescribeAddressesAttribute'],
    // An address is given up through its association, which has no tags.
    any: ['ec2:AllocateAddress', 'ec2:AssociateAddress', 'ec2:DisassociateAddress'],
    tagged: ['ec2:ReleaseAddress'],
    tagging: tags,
  },
  'aws:ec2/natGateway:NatGateway': {
    read: ['ec2:DescribeNatGateways'],
    any: ['ec2:CreateNatGateway'],
    tagged: ['ec2:DeleteNatGateway'],
    tagging: tags,
  },
  'aws:ec2/routeTable:RouteTable': {
    read: ['ec2:DescribeRouteTables'],
    any: ['ec2:CreateRouteTable'],
    tagged: ['ec2:DeleteRouteTable'],
    tagging: tags,
  },
  'aws:ec2/route:Route': {
    read: ['ec2:DescribeRouteTables'],
    tagged: ['ec2:CreateRoute', 'ec2:ReplaceRoute', 'ec2:DeleteRoute'],
  },
  'aws:ec2/routeTableAssociation:RouteTableAssociation': {
    read: ['ec2:DescribeRouteTables'],
    tagged: ['ec2:AssociateRouteTable', 'ec2:ReplaceRouteTableAssociation', 'ec2:DisassociateRouteTable'],
  },
  'aws:ec2/vpcEndpoint:VpcEndpoint': {
    read: ['ec2:DescribeVpcEndpoints', 'ec2:DescribePrefixLists', 'ec2:DescribeRouteTables'],
    any: ['ec2:CreateVpcEndpoint'],
    tagged: ['ec2:ModifyVpcEndpoint', 'ec2:DeleteVpcEndpoints'],
    tagging: tags,
  },
  'aws:ec2/securityGroup:SecurityGroup': {
    read: [...groups, 'ec2:DescribeNetworkInterfaces'],
    any: ['ec2:CreateSecurityGroup'],
    tagged: ['ec2:DeleteSecurityGroup', 'ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
    tagging: tags,
  },
  'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup': {
    read: groups,
    // The group comes with the VPC, so its first change is to one without tags.
    any: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
    tagging: tags,
  },
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': {
    read: groups,
    tagged: [
      'ec2:AuthorizeSecurityGroupIngress',
      'ec2:ModifySecurityGroupRules',
      'ec2:RevokeSecurityGroupIngress',
      'ec2:UpdateSecurityGroupRuleDescriptionsIngress',
    ],
    tagging: tags,
  },
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule': {
    read: groups,
    tagged: [
      'ec2:AuthorizeSecurityGroupEgress',
      'ec2:ModifySecurityGroupRules',
      'ec2:RevokeSecurityGroupEgress',
      'ec2:UpdateSecurityGroupRuleDescriptionsEgress',
    ],
    tagging: tags,
  },
  'aws:ec2/flowLog:FlowLog': {
    read: ['ec2:DescribeFlowLogs'],
    any: ['ec2:CreateFlowLogs'],
    tagged: ['ec2:DeleteFlowLogs'],
    tagging: tags,
    passesRoleTo: ['vpc-flow-logs.amazonaws.com'],
  },
}
