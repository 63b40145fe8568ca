import { project } from '../../plan/names.ts'
import { isData } from '../inputs.ts'
import type { PolicyResource, Rule } from '../rule.ts'

/** Types that take no tags, or pass on those of what they belong to. */
const untaggable = new Set([
  'aws:acm/certificateValidation:CertificateValidation',
  'aws:appautoscaling/policy:Policy',
  'aws:backup/selection:Selection',
  'aws:backup/vaultPolicy:VaultPolicy',
  'aws:cloudwatch/dashboard:Dashboard',
  'aws:cloudwatch/eventTarget:EventTarget',
  'aws:cloudwatch/logMetricFilter:LogMetricFilter',
  'aws:cloudwatch/logResourcePolicy:LogResourcePolicy',
  'aws:ec2/route:Route',
  'aws:ec2/routeTableAssociation:RouteTableAssociation',
  'aws:ecr/lifecyclePolicy:LifecyclePolicy',
  'aws:efs/backupPolicy:BackupPolicy',
  'aws:efs/fileSystemPolicy:FileSystemPolicy',
  'aws:efs/mountTarget:MountTarget',
  'aws:iam/rolePolicy:RolePolicy',
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  'aws:route53/record:Record',
  'aws:appautoscaling/scheduledAction:ScheduledAction',
  'aws:ecs/clusterCapacityProviders:ClusterCapacityProviders',
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
  'aws:s3/bucketPolicy:BucketPolicy',
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
  'aws:wafv2/webAclAssociation:WebAclAssociation',
  'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration',
  'aws:secretsmanager/secretVersion:SecretVersion',
  'aws:sns/topicPolicy:TopicPolicy',
  'aws:sns/topicSubscription:TopicSubscription',
  'docker-build:index:Image',
])

/** Of `urn:pulumi:STACK::…`. */
const stackOf = ({ urn }: PolicyResource) => /^urn:pulumi:([^:]+)::/.exec(urn)?.[1]

const tagged: Rule = {
  id: 'tagged',
  demands: 'Everything that takes tags says its project, its stack, its kind and who manages it',
  why: 'Otherwise the bill cannot be told apart, and nobody dares to delete what is left over',
  controls: [],
  mend: 'Pass on the tags that the component was given; a type that takes none is listed in infra/policy/rules/tags.ts',
  severity: 'low',
  enforcement: 'mandatory',
  scope: 'resource',
  types: 'every',
  check: (resource) => {
    if (untaggable.has(resource.type)) return []
    const tags = isData(resource.inputs['tags']) ? resource.inputs['tags'] : {}
    const expected = { project, stack: stackOf(resource), 'managed-by': 'pulumi' }
    const wrong = Object.entries(expected).flatMap(([key, value]) =>
      tags[key] === value ? [] : [`${key} is ${String(tags[key] ?? 'not set')}, expected ${String(value)}`],
    )
    if (tags['kind'] !== 'prod' && tags['kind'] !== 'dev') wrong.push('kind is neither prod nor dev')
    return wrong.length > 0 ? [`of its tags ${wrong.join('; ')}`] : []
  },
}

export const tagRules: readonly Rule[] = [tagged]
