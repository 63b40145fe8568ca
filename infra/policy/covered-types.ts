import type { Rule } from './rule.ts'

/** Types that no rule is about, and why nothing about them needs one. */
export const uncovered: Readonly<Record<string, string>> = {
  'aws:acm/certificateValidation:CertificateValidation': 'waits for the certificate; nothing is created',
  'aws:appautoscaling/policy:Policy': 'moves the number of tasks within the bounds that scaling-bounded holds',
  'aws:backup/plan:Plan': 'read by nothing, but without its selection volume-backed-up fires',
  'aws:backup/selection:Selection': 'read by volume-backed-up',
  'aws:backup/vault:Vault': 'encrypted by AWS without being asked',
  'aws:cloudwatch/dashboard:Dashboard': 'shows what may be seen anyway',
  'aws:cloudwatch/eventRule:EventRule': 'counts events of AWS; nothing of ours is in them',
  'aws:cloudwatch/eventTarget:EventTarget': 'a log group, which log-retention looks at',
  'aws:cloudwatch/logMetricFilter:LogMetricFilter': 'counts lines',
  'aws:cloudwatch/logResourcePolicy:LogResourcePolicy':
    'lets EventBridge write into one log group, tested with the program',
  'aws:ec2/eip:Eip': 'the address of a NAT gateway, which lets nothing in',
  'aws:budgets/budget:Budget': 'counts, and tells the topic; it holds and opens nothing',
  'aws:ec2/internetGateway:InternetGateway':
    'a door; who may pass is decided by routes (data-in-private-subnets) and groups',
  'aws:ec2/natGateway:NatGateway': 'lets connections out only',
  'aws:ec2/route:Route': 'read by data-in-private-subnets',
  'aws:ec2/routeTable:RouteTable': 'holds nothing by itself',
  'aws:ec2/routeTableAssociation:RouteTableAssociation': 'read by data-in-private-subnets',
  'aws:ec2/vpcEndpoint:VpcEndpoint': 'of the gateway kind, to S3: a route, with the permissions of whoever uses it',
  'aws:ecr/lifecyclePolicy:LifecyclePolicy': 'read by registry-cleans-up',
  'aws:efs/backupPolicy:BackupPolicy': 'read by volume-backed-up',
  'aws:lb/listenerRule:ListenerRule': 'read by metrics-hidden',
  'aws:lb/targetGroup:TargetGroup':
    'its traffic is inside of the VPC; who may reach the tasks is decided by ingress-only-to-balancer',
  'aws:rds/parameterGroup:ParameterGroup': 'read by database-tls',
  'aws:route53/record:Record': 'a public name of what is public anyway',
  'aws:appautoscaling/scheduledAction:ScheduledAction':
    'moves the least number of tasks within the bounds that scaling-bounded holds',
  'aws:ecs/clusterCapacityProviders:ClusterCapacityProviders': 'only says that spare capacity may be used',
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': 'read by buckets-expire',
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': 'read by buckets-closed',
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': 'read by buckets-closed',
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': 'read by buckets-encrypted',
  'aws:wafv2/webAclAssociation:WebAclAssociation': 'read by web-firewall-works',
  'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration': 'read by web-firewall-works',
  'aws:secretsmanager/secretVersion:SecretVersion':
    'encrypted by its type; that its value is marked as secret is tested with the program',
  'aws:sns/topicSubscription:TopicSubscription': 'its address is confirmed by whoever has it',
}

/** Types, of those given, that no rule about them (everything has tags) and no reason above covers. */
export const unknownTypes = (types: Iterable<string>, rules: readonly Rule[]): readonly string[] => {
  const covered = new Set(rules.flatMap((rule) => (rule.types === 'every' ? [] : rule.types)))
  return [...new Set(types)].filter((type) => !covered.has(type) && !(type in uncovered)).toSorted()
}
