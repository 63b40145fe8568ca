import { eventLogGroupName, logGroupName, stackPrefix, webFirewallLogGroupName } from '../names.ts'

/** Where a stack is, as ARNs spell it. */
export interface StackScope {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string
  /** 12 digits. */
  readonly account: string
  readonly region: string
  /** Name of the stack, or `pr-*` for all stacks of pull requests. */
  readonly stack: string
}

/** What RDS names the secrets of the passwords that it manages. The name does not say of which stack. */
export const managedPasswords = ({ partition, account, region }: StackScope): string =>
  `arn:${partition}:secretsmanager:${region}:${account}:secret:rds!db-*`

/**
 * ARNs of what carries the name of the stack, by service. Names that Pulumi makes up begin with the prefix and a dash,
 * fixed ones are the prefix itself. A stack `dev-anna` is within reach of `dev`: AWS knows no end of a name.
 */
export function stackArns({
  partition,
  account,
  region,
  stack,
}: StackScope): Readonly<Record<string, readonly string[]>> {
  const prefix = stackPrefix(stack)
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`
  const global = (service: string, resource: string) => `arn:${partition}:${service}::${account}:${resource}`
  const balancing = (...resources: string[]) => resources.map((resource) => arn('elasticloadbalancing', resource))
  return {
    elasticloadbalancing: balancing(
      `loadbalancer/app/${prefix}-*`,
      `listener/app/${prefix}-*`,
      `listener-rule/app/${prefix}-*`,
      `targetgroup/${prefix}-*`,
    ),
    wafv2: [
      arn('wafv2', `regional/webacl/${prefix}*`),
      // Rules that AWS keeps, and what the firewall stands before.
      arn('wafv2', 'regional/managedruleset/*'),
      ...balancing(`loadbalancer/app/${prefix}-*`),
    ],
    ecs: [
      arn('ecs', `cluster/${prefix}`),
      arn('ecs', `service/${prefix}/${prefix}`),
      arn('ecs', `task-definition/${prefix}:*`),
    ],
    backup: [arn('backup', `backup-vault:${prefix}-*`)],
    ecr: [arn('ecr', `repository/${prefix}*`)],
    iam: [global('iam', `role/${prefix}-*`)],
    rds: [
      ...['db', 'pg', 'snapshot', 'subgrp'].map((kind) => arn('rds', `${kind}:${prefix}*`)),
      // Every instance has an option group; that of AWS is taken.
      arn('rds', 'og:default:*'),
    ],
    secretsmanager: [arn('secretsmanager', `secret:${prefix}-*`)],
    logs: [
      arn('logs', `log-group:${logGroupName(stack, '*')}`),
      arn('logs', `log-group:${eventLogGroupName(stack)}`),
      arn('logs', `log-group:/aws/rds/instance/${prefix}/*`),
      arn('logs', `log-group:${webFirewallLogGroupName(stack)}*`),
    ],
    cloudwatch: [
      arn('cloudwatch', `alarm:${prefix}-*`),
      arn('cloudwatch', `alarm:TargetTracking-service/${prefix}/*`),
      global('cloudwatch', `dashboard/${prefix}*`),
    ],
    events: [arn('events', `rule/${prefix}-*`)],
    // Buckets and what is in them.
    s3: [`arn:${partition}:s3:::${prefix}-*`],
    sns: [arn('sns', `${prefix}-*`)],
    budgets: [global('budgets', `budget/${prefix}*`)],
  }
}
