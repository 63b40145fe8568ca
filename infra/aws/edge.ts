import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { imageContract } from '../plan/image-contract.ts'
import type { Settings } from '../plan/settings-table.ts'
import type { Timeouts } from '../plan/timeouts.ts'
import { AccessLogs } from './access-logs.ts'
import { Listeners } from './listeners.ts'
import { WebFirewall } from './web-firewall.ts'

export interface EdgeArgs {
  readonly settings: Pick<
    Settings,
    | 'stack'
    | 'domain'
    | 'hostedZone'
    | 'accessLogs'
    | 'webFirewall'
    | 'requestsPerAddress'
    | 'logRetentionDays'
    | 'deletionProtection'
  >
  readonly timeouts: Timeouts
  readonly account: pulumi.Input<string>
  readonly vpcId: pulumi.Input<string>
  readonly subnetIds: pulumi.Input<string>[]
  readonly securityGroupId: pulumi.Input<string>
  readonly tags: Record<string, string>
}

/** Where clients arrive: load balancer, target group and listeners; by setting, access logs and a web firewall. */
export class Edge extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>
  readonly loadBalancerArn: pulumi.Output<string>
  readonly loadBalancerArnSuffix: pulumi.Output<string>
  readonly targetGroupArn: pulumi.Output<string>
  readonly targetGroupArnSuffix: pulumi.Output<string>
  /** Undefined without a domain. */
  readonly certificateArn: pulumi.Output<string> | undefined
  /** The listener that forwards: a service can only join a target group that has one. */
  readonly listener: aws.lb.Listener

  constructor(name: string, args: EdgeArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Edge', name, {}, options)
    const inside = { parent: this }
    const { settings, timeouts, tags } = args
    const logs = settings.accessLogs
      ? new AccessLogs(
          name,
          {
            account: args.account,
            retentionDays: settings.logRetentionDays,
            deletionProtection: settings.deletionProtection,
            tags,
          },
          inside,
        )
      : undefined
    const balancer = new aws.lb.LoadBalancer(
      `${name}-web`,
      {
        loadBalancerType: 'application',
        subnets: args.subnetIds,
        securityGroups: [args.securityGroupId],
        idleTimeout: timeouts.loadBalancerIdle,
        dropInvalidHeaderFields: true,
        desyncMitigationMode: 'defensive',
        enableDeletionProtection: settings.deletionProtection,
        // Said in any case: leaving it out would not turn the logs off.
        accessLogs: { bucket: logs?.bucket ?? '', enabled: logs !== undefined },
        tags,
      },
      inside,
    )
    if (settings.webFirewall) new WebFirewall(name, { settings, loadBalancerArn: balancer.arn, tags }, inside)
    const targets = new aws.lb.TargetGroup(
      `${name}-web`,
      {
        vpcId: args.vpcId,
        targetType: 'ip',
        port: imageContract.port,
        protocol: 'HTTP',
        deregistrationDelay: timeouts.deregistration,
        // A task with long event streams is busier than its number of requests shows.
        loadBalancingAlgorithmType: 'least_outstanding_requests',
        healthCheck: {
          path: imageContract.readyPath,
          matcher: '200',
          interval: timeouts.healthInterval,
          timeout: timeouts.healthTimeout,
          healthyThreshold: timeouts.healthyAfter,
          unhealthyThreshold: timeouts.unhealthyAfter,
        },
        tags,
      },
      inside,
    )
    const listeners = new Listeners(name, { settings, balancer, targetGroupArn: targets.arn, tags }, inside)

    this.url = listeners.url
    this.listener = listeners.forwarding
    this.certificateArn = listeners.certificateArn
    this.loadBalancerArn = balancer.arn
    this.loadBalancerArnSuffix = balancer.arnSuffix
    this.targetGroupArn = targets.arn
    this.targetGroupArnSuffix = targets.arnSuffix
    this.registerOutputs({ url: this.url })
  }
}
