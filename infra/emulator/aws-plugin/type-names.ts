// Type names: what a resource or function of @pulumi/aws is called by the Terraform bridge.
//
// The bridge derives its names mechanically from the Terraform schema (aws_ecs_service -> aws:index/ecsService:EcsService);
// @pulumi/aws has a history of names made by hand. Most are found by rule; the rest is listed.

/** Modules of @pulumi/aws whose Terraform prefix is not the module's name. */
const terraformPrefixes: Record<string, string> = {
  alb: 'lb',
  applicationloadbalancing: 'lb',
  cfg: 'config',
  cloudwatchlogs: 'cloudwatch_log',
  costexplorer: 'ce',
  ec2clientvpn: 'ec2_client_vpn',
  ec2transitgateway: 'ec2_transit_gateway',
  rds: 'db',
  servicediscovery: 'service_discovery',
}

/** Types that no rule finds. */
const terraformNames: Record<string, string> = {
  'alb/getLoadBalancer': 'aws_lb',
  'alb/loadBalancer': 'aws_lb',
  'autoscaling/tag': 'aws_autoscaling_group_tag',
  'cfg/recorder': 'aws_config_configuration_recorder',
  'cfg/recorderStatus': 'aws_config_configuration_recorder_status',
  'cfg/rule': 'aws_config_config_rule',
  'cloudtrail/trail': 'aws_cloudtrail',
  'codedeploy/application': 'aws_codedeploy_app',
  'costexplorer/anomalyMonitor': 'aws_ce_anomaly_monitor',
  'ec2/getElasticIp': 'aws_eip',
  'ec2/networkInterfaceSecurityGroupAttachment': 'aws_network_interface_sg_attachment',
  'ec2/peeringConnectionOptions': 'aws_vpc_peering_connection_options',
  'ec2/vpcEndpointServiceAllowedPrinciple': 'aws_vpc_endpoint_service_allowed_principal',
  'elb/loadBalancer': 'aws_elb',
  'guardduty/iPSet': 'aws_guardduty_ipset',
  'guardduty/threatIntelSet': 'aws_guardduty_threatintelset',
  'iam/getOpenIdConnectProvider': 'aws_iam_openid_connect_provider',
  'iam/openIdConnectProvider': 'aws_iam_openid_connect_provider',
  'iam/sshKey': 'aws_iam_user_ssh_key',
  'kms/getCipherText': 'aws_kms_ciphertext',
  'lb/getLoadBalancer': 'aws_lb',
  'lb/loadBalancer': 'aws_lb',
  'rds/cluster': 'aws_rds_cluster',
  'rds/roleAssociation': 'aws_db_instance_role_association',
  'route53/hostedZoneDnsSec': 'aws_route53_hosted_zone_dnssec',
  'route53/resolverDnsSecConfig': 'aws_route53_resolver_dnssec_config',
  's3/analyticsConfiguration': 'aws_s3_bucket_analytics_configuration',
  's3/bucketObjectv2': 'aws_s3_object',
  's3/bucketReplicationConfig': 'aws_s3_bucket_replication_configuration',
  's3/inventory': 'aws_s3_bucket_inventory',
  'sns/dataProtectionPolicy': 'aws_sns_topic_data_protection_policy',
  'sqs/redriveAllowPolicy': 'aws_sqs_queue_redrive_allow_policy',
  'sqs/redrivePolicy': 'aws_sqs_queue_redrive_policy',
}

const snakeCase = (text: string): string =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()

const pascalCase = (text: string): string =>
  text
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** "aws:ecs/service:Service" -> "ecs/service"; undefined for a token that is not a resource or function of this package. */
export const shortName = (token: string): string | undefined => /^aws:([^:]+):[^:]+$/.exec(token)?.[1]

export type Kind = 'resource' | 'function'

function bridgeToken(terraformName: string, kind: Kind): string {
  const name = pascalCase(terraformName.slice('aws_'.length))
  if (kind === 'function') return `aws:index/get${name}:get${name}`
  return `aws:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`
}

/** Terraform names that a type could have, the likeliest first. */
function candidates(short: string, kind: Kind): string[] {
  const [module = '', member = ''] = short.split('/')
  const name = snakeCase((kind === 'function' ? member.replace(/^get/, '') : member).replace(/V2$/, ''))
  const prefix = terraformPrefixes[module]
  return [
    ...(terraformNames[short] ? [terraformNames[short]] : []),
    `aws_${snakeCase(module)}_${name}`,
    ...(prefix ? [`aws_${prefix}_${name}`] : []),
    `aws_${name}`,
  ]
}

/**
 * The bridge's token for a token of @pulumi/aws.
 *
 * @param known the bridge's tokens of this kind
 * @throws Error when there is none: newer than the Terraform provider, or a name that needs an entry above
 */
export function bridgeTypeOf(token: string, known: Record<string, unknown>, kind: Kind = 'resource'): string {
  const short = shortName(token)
  if (!short || token.startsWith('pulumi:providers:')) return token
  const found = candidates(short, kind)
    .map((name) => bridgeToken(name, kind))
    .find((name) => name in known)
  if (found) return found
  const what = kind === 'function' ? 'data source' : 'resource'
  throw new Error(
    `the emulator has no Terraform ${what} for ${token}: add its Terraform name to terraformNames in ` +
      'infra/emulator/aws-plugin/type-names.ts, or leave it out of the test if provider 5.100.0 does not have it',
  )
}
