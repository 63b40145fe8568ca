import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { imageContract } from '../plan/image-contract.ts'
import { zoneOf } from '../plan/settings-rules.ts'
import type { Settings } from '../plan/settings-table.ts'
import type { Timeouts } from '../plan/timeouts.ts'
import { Certificate } from './certificate.ts'

export interface EdgeArgs {
  readonly settings: Pick<Settings, 'domain' | 'hostedZone' | 'deletionProtection'>
  readonly timeouts: Timeouts
  readonly vpcId: pulumi.Input<string>
  readonly subnetIds: pulumi.Input<string>[]
  readonly securityGroupId: pulumi.Input<string>
  readonly tags: Record<string, string>
}

/** TLS 1.3, and 1.2 with forward secrecy for clients that are not there yet. */
const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'

/** Where clients arrive: load balancer, target group, listeners and, with a domain, certificate and DNS record. */
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
        tags,
      },
      inside,
    )
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
    const forward = { type: 'forward', targetGroupArn: targets.arn }

    if (settings.domain === undefined) {
      this.listener = new aws.lb.Listener(
        `${name}-http`,
        { loadBalancerArn: balancer.arn, port: 80, protocol: 'HTTP', defaultActions: [forward], tags },
        inside,
      )
      this.url = pulumi.interpolate`http://${balancer.dnsName}`
    } else {
      const zoneName = zoneOf(settings)
      const { zoneId } = aws.route53.getZoneOutput({ ...(zoneName && { name: zoneName }), privateZone: false }, inside)
      const certificate = new Certificate(name, { domain: settings.domain, zoneId, tags }, inside)
      this.certificateArn = certificate.arn
      this.listener = new aws.lb.Listener(
        `${name}-https`,
        {
          loadBalancerArn: balancer.arn,
          port: 443,
          protocol: 'HTTPS',
          sslPolicy: tlsPolicy,
          certificateArn: certificate.arn,
          defaultActions: [forward],
          tags,
        },
        inside,
      )
      new aws.lb.Listener(
        `${name}-http`,
        {
          loadBalancerArn: balancer.arn,
          port: 80,
          protocol: 'HTTP',
          defaultActions: [{ type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } }],
          tags,
        },
        inside,
      )
      new aws.route53.Record(
        `${name}-web`,
        {
          zoneId,
          name: settings.domain,
          type: 'A',
          aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
        },
        inside,
      )
      this.url = pulumi.output(`https://${settings.domain}`)
    }
    // Metrics are for whoever is inside the VPC. The load balancer compares a path as it was sent, the application decodes
    // it first: an escaped letter would get past. No path of the application needs an escape, so none is let in.
    new aws.lb.ListenerRule(
      `${name}-no-metrics`,
      {
        listenerArn: this.listener.arn,
        priority: 1,
        conditions: [{ pathPattern: { values: ['/api/metrics', '/api/metrics/*', '/*%*'] } }],
        actions: [
          {
            type: 'fixed-response',
            fixedResponse: { statusCode: '403', contentType: 'text/plain', messageBody: 'Not available here' },
          },
        ],
        tags,
      },
      inside,
    )

    this.loadBalancerArn = balancer.arn
    this.loadBalancerArnSuffix = balancer.arnSuffix
    this.targetGroupArn = targets.arn
    this.targetGroupArnSuffix = targets.arnSuffix
    this.registerOutputs({ url: this.url })
  }
}
