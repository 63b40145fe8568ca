import type { StackKind } from './stack-kind.ts'

/** First part of every name, tag and metric namespace; equals `name` in Pulumi.yaml. */
export const project = 'mpla'

/** What Pulumi appends when it makes up a physical name: a dash and seven hexadecimal digits. */
const generatedSuffixLength = 8

/**
 * Longest stack name. The tightest limit in the program is the 32 characters of a load balancer:
 * `mpla-` + stack + `-web` + Pulumi's suffix.
 */
export const longestStackName = 32 - generatedSuffixLength - '-web'.length - `${project}-`.length

/** Longest physical names AWS takes, in characters, for the types whose limit a stack name could reach. */
export const nameLimits: Readonly<Record<string, number>> = {
  'aws:lb/loadBalancer:LoadBalancer': 32,
  'aws:lb/targetGroup:TargetGroup': 32,
  'aws:iam/policy:Policy': 128,
  'aws:backup/plan:Plan': 50,
  'aws:backup/selection:Selection': 50,
  'aws:backup/vault:Vault': 50,
  'aws:iam/role:Role': 64,
  'aws:s3/bucket:Bucket': 63,
  'aws:rds/instance:Instance': 63,
  'aws:wafv2/webAcl:WebAcl': 128,
  'aws:appautoscaling/scheduledAction:ScheduledAction': 256,
  'aws:ecs/service:Service': 255,
  'aws:ecs/cluster:Cluster': 255,
  'aws:ec2/securityGroup:SecurityGroup': 255,
  'aws:cloudwatch/metricAlarm:MetricAlarm': 255,
  'aws:sns/topic:Topic': 256,
  'aws:secretsmanager/secret:Secret': 512,
}

/** The physical name a resource gets: its own, or its logical name with room for Pulumi's suffix. */
export const longestPhysicalName = (logicalName: string, ownName: string | undefined): number =>
  ownName?.length ?? logicalName.length + generatedSuffixLength

/**
 * Start of every name in a stack. Two stacks in one account differ in it, so they cannot collide.
 * @param stack 1 to `longestStackName` characters, checked by the settings
 */
export const stackPrefix = (stack: string): string => `${project}-${stack}`

/** Log groups of a stack share a path, so that they are found together. */
export const logGroupName = (stack: string, part: string): string => `/${project}/${stack}/${part}`

/** EventBridge writes only to groups below `/aws/events/`. */
export const eventLogGroupName = (stack: string): string => `/aws/events${logGroupName(stack, 'alarms')}`

/** AWS WAF writes only to groups whose name begins like this. */
export const webFirewallLogGroupName = (stack: string): string => `aws-waf-logs-${stackPrefix(stack)}`

/** Tags of every taggable resource, for cost allocation and for finding what belongs together. */
export function stackTags(stack: string, kind: StackKind): Readonly<Record<string, string>> {
  return Object.freeze({ project, stack, kind, 'managed-by': 'pulumi' })
}
