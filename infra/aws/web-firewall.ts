import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { webFirewallLogGroupName } from '../plan/names.ts'
import type { Settings } from '../plan/settings-table.ts'
import { managedRules, maskedHeaders, rateWindow } from '../plan/web-firewall-rules.ts'

export interface WebFirewallArgs {
  readonly settings: Pick<Settings, 'stack' | 'requestsPerAddress' | 'logRetentionDays'>
  /** The load balancer whose requests it looks at. */
  readonly loadBalancerArn: pulumi.Input<string>
  readonly tags: Record<string, string>
}

/** AWS WAF before the load balancer: refuses floods from one address and known attacks, and logs what it matched. */
export class WebFirewall extends pulumi.ComponentResource {
  constructor(name: string, args: WebFirewallArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:WebFirewall', name, {}, options)
    const inside = { parent: this }
    const { settings, tags } = args
    const watched = (metric: string) => ({
      metricName: `${name}-${metric}`,
      cloudwatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
    })
    const flood = {
      name: 'flood',
      priority: 0,
      // 429 and not 403: a well-behaved client waits and comes back, as it does at the application's own limit.
      action: {
        block: {
          customResponse: { responseCode: 429, responseHeaders: [{ name: 'retry-after', value: '60' }] },
        },
      },
      statement: {
        rateBasedStatement: {
          limit: settings.requestsPerAddress,
          evaluationWindowSec: rateWindow,
          aggregateKeyType: 'IP',
        },
      },
      visibilityConfig: watched('flood'),
    }
    const managed = managedRules.map(({ id, group, onlyCounted }, index) => ({
      name: id,
      priority: index + 1,
      overrideAction: { none: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: 'AWS',
          name: group,
          ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
      visibilityConfig: watched(id),
    }))
    const acl = new aws.wafv2.WebAcl(
      `${name}-web`,
      {
        name,
        description: 'Requests to MPLA',
        scope: 'REGIONAL',
        defaultAction: { allow: {} },
        rules: [flood, ...managed],
        dataProtectionConfig: {
          dataProtections: [
            { action: 'SUBSTITUTION', field: { fieldType: 'SINGLE_HEADER', fieldKeys: [...maskedHeaders] } },
          ],
        },
        visibilityConfig: watched('web'),
        tags,
      },
      inside,
    )
    new aws.wafv2.WebAclAssociation(`${name}-web`, { resourceArn: args.loadBalancerArn, webAclArn: acl.arn }, inside)
    const group = new aws.cloudwatch.LogGroup(
      `${name}-web-firewall`,
      { name: webFirewallLogGroupName(settings.stack), retentionInDays: settings.logRetentionDays, tags },
      inside,
    )
    new aws.wafv2.WebAclLoggingConfiguration(
      `${name}-web`,
      {
        resourceArn: acl.arn,
        logDestinationConfigs: [group.arn],
        // What was let through without a match is in the access logs already.
        loggingFilter: {
          defaultBehavior: 'DROP',
          filters: [
            {
              behavior: 'KEEP',
              requirement: 'MEETS_ANY',
              conditions: [{ actionCondition: { action: 'BLOCK' } }, { actionCondition: { action: 'COUNT' } }],
            },
          ],
        },
      },
      inside,
    )
    this.registerOutputs({})
  }
}
