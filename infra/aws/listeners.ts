import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { zoneOf } from '../plan/settings-rules.ts'
import type { Settings } from '../plan/settings-table.ts'
import { Certificate } from './certificate.ts'

export interface ListenersArgs {
  readonly settings: Pick<Settings, 'domain' | 'hostedZone'>
  readonly balancer: aws.lb.LoadBalancer
  /** Where requests go. */
  readonly targetGroupArn: pulumi.Input<string>
  readonly tags: Record<string, string>
}

/** TLS 1.3, and 1.2 with forward secrecy for clients that are not there yet. */
const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'

/** What the load balancer answers to: HTTPS under the domain and the redirect to it, or plain HTTP without a domain. */
export class Listeners extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>
  /** The one that forwards. */
  readonly forwarding: aws.lb.Listener
  /** Undefined without a domain. */
  readonly certificateArn: pulumi.Output<string> | undefined

  constructor(name: string, args: ListenersArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Listeners', name, {}, options)
    const inside = { parent: this }
    const { settings, balancer, tags } = args
    const forward = { type: 'forward', targetGroupArn: args.targetGroupArn }

    if (settings.domain === undefined) {
      this.forwarding = new aws.lb.Listener(
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
      this.forwarding = new aws.lb.Listener(
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
        listenerArn: this.forwarding.arn,
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
    this.registerOutputs({ url: this.url })
  }
}
