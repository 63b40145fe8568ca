/**
 * What must be watched, by the type of resource it can go wrong with: the alarms that a stack with such a resource has to
 * have. A type that is not here is in `unwatched`, with the reason; a test knows every type that a stack registers to be in
 * one of the two.
 */
export const requiredAlarms: Readonly<Record<string, readonly string[]>> = {
  'aws:lb/loadBalancer:LoadBalancer': [
    'server-error-ratio',
    'balancer-errors',
    'slow-responses',
    'rejected-connections',
    'availability-fast-burn',
    'availability-slow-burn',
    'availability-budget',
    'latency-budget',
  ],
  'aws:lb/targetGroup:TargetGroup': ['no-healthy-hosts', 'unhealthy-hosts'],
  'aws:ecs/service:Service': ['high-cpu', 'high-memory', 'error-lines', 'runs-failing', 'stuck-runs', 'queue-age'],
  'aws:rds/instance:Instance': [
    'database-storage-low',
    'database-cpu-high',
    'database-connections-high',
    'database-memory-low',
  ],
  'aws:efs/fileSystem:FileSystem': ['volume-not-mounted', 'volume-io-limit'],
  'aws:acm/certificate:Certificate': ['certificate-expiring'],
  /** Its value is a key of a provider, whose end shows in failing calls. */
  'aws:secretsmanager/secret:Secret': ['provider-error-ratio'],
  'aws:cloudwatch/eventRule:EventRule': [
    'deployment-failed',
    'migration-failed',
    'task-out-of-memory',
    'tasks-stopping',
  ],
}
