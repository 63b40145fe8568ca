// Property names: where @pulumi/aws 7 and the Terraform bridge call a property differently.
//
// A rule is "path in the program's names": "the bridge's name of the last step". `**.` at the front: at any depth.
// `[]` behind a name marks the side that has a list where the other has one object. null: the bridge does not know it,
// so it is left out. Inputs at the top level that the bridge does not know are left out without being listed here.

const bothDirections = { ingress: 'ingresses', egress: 'egresses' }

const bucketLifecycle = {
  'rules.abortIncompleteMultipartUpload': 'abortIncompleteMultipartUploads[]',
  'rules.expiration': 'expirations[]',
  'rules.filter': 'filters[]',
  'rules.filter.and': 'ands[]',
  'rules.noncurrentVersionExpiration': 'noncurrentVersionExpirations[]',
}

const webAccessControl = { '**.notStatement.statement': 'statements[]' }

export const renamedProperties: Record<string, Record<string, string | null>> = {
  'backup/plan': { 'rules.scanActions': null, 'rules.targetLogicallyAirGappedBackupVaultArn': null },
  'backup/restoreTestingPlan': { recoveryPointSelection: 'recoveryPointSelections[]' },
  'cloudwatch/logSubscriptionFilter': { logGroup: 'logGroupName' },
  'cloudwatch/metricAlarm': { name: 'alarmName' },
  'dynamodb/table': {
    globalSecondaryIndexes: 'globalSecondaryIndices',
    localSecondaryIndexes: 'localSecondaryIndices',
  },
  'ec2/defaultNetworkAcl': bothDirections,
  'ec2/defaultSecurityGroup': bothDirections,
  'ec2/networkAcl': bothDirections,
  'ec2/securityGroup': bothDirections,
  'ecs/service': {
    'loadBalancers.advancedConfiguration': null,
    'serviceConnectConfiguration.accessLogConfiguration': null,
    'serviceConnectConfiguration.services.clientAlias.testTrafficRules': null,
    'serviceConnectConfiguration.services.clientAlias[]': 'clientAlias',
  },
  'lambda/eventSourceMapping': { queues: 'queues[]' },
  'lambda/function': { name: 'functionName', code: 'filename' },
  'lambda/layerVersion': { code: 'filename' },
  'lambda/permission': { function: 'functionName' },
  'lb/listener': { 'defaultActions.jwtValidation': null },
  'lb/listenerRule': { 'actions.jwtValidation': null, 'conditions.sourceIp.ipAddressType': null },
  'route53/record': {
    'aliases[]': 'alias',
    'failoverRoutingPolicies[]': 'failoverRoutingPolicy',
    'geolocationRoutingPolicies[]': 'geolocationRoutingPolicy',
    'latencyRoutingPolicies[]': 'latencyRoutingPolicy',
    'weightedRoutingPolicies[]': 'weightedRoutingPolicy',
  },
  's3/bucketLifecycleConfiguration': bucketLifecycle,
  's3/bucketLifecycleConfigurationV2': bucketLifecycle,
  'sns/topicSubscription': { topic: 'topicArn' },
  'synthetics/canary': {
    'runConfig.ephemeralStorage': null,
    'schedule.retryConfig': null,
    'vpcConfig.ipv6AllowedForDualStack': null,
  },
  'wafv2/ruleGroup': webAccessControl,
  'wafv2/webAcl': webAccessControl,
}

/** Outputs that only @pulumi/aws 7 has, and the output of the bridge that each equals. */
export const copiedOutputs: Record<string, Record<string, string>> = {
  'ecs/service': { arn: 'ecsServiceId' },
  'index/getRegion': { region: 'name' },
  's3/bucket': { bucketRegion: 'region' },
  'secretsmanager/secretVersion': { secretArn: 'arn' },
}

/** Names that the genuine plugin makes up when a program gives none, and the bridge does not. */
export const madeUpNames: Record<string, { field: string; maxLength: number; isLowerCase?: true }> = {
  'cloudwatch/metricAlarm': { field: 'name', maxLength: 255 },
  'lambda/function': { field: 'name', maxLength: 64 },
  's3/bucket': { field: 'bucket', maxLength: 63, isLowerCase: true },
}
