import type { PermissionTable } from './type-permissions.ts'

const tags = ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags']
const describeTags = 'elasticloadbalancing:DescribeTags'

export const edgePermissions: PermissionTable = {
  'aws:lb/loadBalancer:LoadBalancer': {
    read: [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
      'elasticloadbalancing:DescribeCapacityReservation',
      describeTags,
      // What the service looks up on behalf of whoever creates a balancer.
      'ec2:DescribeAccountAttributes',
      'ec2:DescribeAddresses',
      'ec2:DescribeInternetGateways',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    named: [
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:DeleteLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
      'elasticloadbalancing:SetIpAddressType',
      'elasticloadbalancing:SetSecurityGroups',
      'elasticloadbalancing:SetSubnets',
      ...tags,
    ],
    serviceRoles: ['elasticloadbalancing.amazonaws.com'],
  },
  'aws:lb/targetGroup:TargetGroup': {
    read: [
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetGroupAttributes',
      'elasticloadbalancing:DescribeTargetHealth',
      describeTags,
    ],
    named: [
      'elasticloadbalancing:CreateTargetGroup',
      'elasticloadbalancing:DeleteTargetGroup',
      'elasticloadbalancing:ModifyTargetGroup',
      'elasticloadbalancing:ModifyTargetGroupAttributes',
      ...tags,
    ],
  },
  'aws:lb/listener:Listener': {
    read: [
      'elasticloadbalancing:DescribeListeners',
      'elasticloadbalancing:DescribeListenerAttributes',
      'elasticloadbalancing:DescribeListenerCertificates',
      describeTags,
    ],
    named: [
      'elasticloadbalancing:CreateListener',
      'elasticloadbalancing:DeleteListener',
      'elasticloadbalancing:ModifyListener',
      'elasticloadbalancing:ModifyListenerAttributes',
      ...tags,
    ],
  },
  'aws:lb/listenerRule:ListenerRule': {
    read: ['elasticloadbalancing:DescribeRules', describeTags],
    named: [
      'elasticloadbalancing:CreateRule',
      'elasticloadbalancing:DeleteRule',
      'elasticloadbalancing:ModifyRule',
      'elasticloadbalancing:SetRulePriorities',
      ...tags,
    ],
  },
  'aws:acm/certificate:Certificate': {
    read: ['acm:DescribeCertificate', 'acm:GetCertificate', 'acm:ListTagsForCertificate'],
    any: ['acm:RequestCertificate'],
    tagged: ['acm:DeleteCertificate', 'acm:UpdateCertificateOptions'],
    tagging: ['acm:AddTagsToCertificate', 'acm:RemoveTagsFromCertificate'],
  },
  'aws:acm/certificateValidation:CertificateValidation': { read: ['acm:DescribeCertificate'] },
  'aws:route53/record:Record': {
    read: [
      'route53:GetChange',
      'route53:GetHostedZone',
      'route53:ListHostedZones',
      'route53:ListHostedZonesByName',
      'route53:ListResourceRecordSets',
      'route53:ListTagsForResource',
    ],
    records: ['route53:ChangeResourceRecordSets'],
  },
  'aws:wafv2/webAcl:WebAcl': {
    read: ['wafv2:GetWebACL', 'wafv2:ListTagsForResource'],
    named: [
      'wafv2:CreateWebACL',
      'wafv2:UpdateWebACL',
      'wafv2:DeleteWebACL',
      'wafv2:TagResource',
      'wafv2:UntagResource',
    ],
  },
  'aws:wafv2/webAclAssociation:WebAclAssociation': {
    read: ['wafv2:GetWebACL'],
    named: ['wafv2:AssociateWebACL', 'wafv2:DisassociateWebACL', 'wafv2:GetWebACLForResource'],
    any: ['elasticloadbalancing:SetWebAcl'],
  },
  'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration': {
    read: ['wafv2:GetLoggingConfiguration', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies'],
    named: ['wafv2:DeleteLoggingConfiguration', 'wafv2:PutLoggingConfiguration'],
    // On behalf of whoever turns the logs on, WAF lets the delivery of logs write to the log group.
    any: ['logs:CreateLogDelivery', 'logs:DeleteLogDelivery', 'logs:PutResourcePolicy'],
  },
}
