import { expect, test } from 'vitest'
import { managedRules } from '../plan/web-firewall-rules.ts'
import { inputsOf, resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const acl = 'aws:wafv2/webAcl:WebAcl'
const guarded = await recordStack('prod', { webFirewall: 'true', requestsPerAddress: '700' })

const ruleOf = (name: string) => {
  // Made by infra/aws/web-firewall.ts.
  const rules = inputsOf(guarded, acl)['rules'] as { name: string; priority: number }[]
  return rules.find((rule) => rule.name === name)
}

test('there is none unless set', async () => {
  for (const recording of [await recordStack('prod'), await recordStack('dev')])
    expect(recording.resources.filter(({ type }) => type.startsWith('aws:wafv2/'))).toEqual([])
})

test('stands before the load balancer of the stack, and lets in what no rule refuses', () => {
  expect(inputsOf(guarded, acl)).toMatchObject({
    name: 'mpla-prod',
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: { metricName: 'mpla-prod-web', cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true },
  })
  expect(inputsOf(guarded, 'aws:wafv2/webAclAssociation:WebAclAssociation')).toEqual({
    resourceArn: 'arn:aws:lb:eu-west-1:123456789012:loadBalancer/mpla-prod-web',
    webAclArn: 'arn:aws:wafv2:eu-west-1:123456789012:webAcl/mpla-prod-web',
  })
})

test('an address above its limit is asked to wait', () => {
  expect(ruleOf('flood')).toEqual({
    name: 'flood',
    priority: 0,
    action: {
      block: { customResponse: { responseCode: 429, responseHeaders: [{ name: 'retry-after', value: '60' }] } },
    },
    statement: { rateBasedStatement: { limit: 700, evaluationWindowSec: 300, aggregateKeyType: 'IP' } },
    visibilityConfig: { metricName: 'mpla-prod-flood', cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true },
  })
})

test('known attacks are blocked, except in bodies, which are prompts', () => {
  expect(managedRules.flatMap(({ onlyCounted }) => onlyCounted)).toHaveLength(8)
  for (const rule of managedRules.flatMap(({ onlyCounted }) => onlyCounted)) expect(rule).toMatch(/_BODY$/)
  expect(ruleOf('common-attacks')).toEqual({
    name: 'common-attacks',
    priority: 3,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: 'AWSManagedRulesCommonRuleSet',
        ruleActionOverrides: [
          'CrossSiteScripting_BODY',
          'EC2MetaDataSSRF_BODY',
          'GenericLFI_BODY',
          'GenericRFI_BODY',
          'SizeRestrictions_BODY',
        ].map((name) => ({ name, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: {
      metricName: 'mpla-prod-common-attacks',
      cloudwatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
    },
  })
  expect(ruleOf('known-exploits')).toMatchObject({
    priority: 2,
    statement: { managedRuleGroupStatement: { name: 'AWSManagedRulesKnownBadInputsRuleSet' } },
  })
  expect(ruleOf('bad-reputation')).toMatchObject({
    priority: 1,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: { name: 'AWSManagedRulesAmazonIpReputationList', ruleActionOverrides: [] },
    },
  })
})

test('what was matched is logged, without token and session', () => {
  expect(inputsOf(guarded, 'aws:cloudwatch/logGroup:LogGroup', 'mpla-prod-web-firewall')).toMatchObject({
    name: 'aws-waf-logs-mpla-prod',
    retentionInDays: 90,
  })
  const [logging] = resourcesOf(guarded, 'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration')
  expect(logging?.inputs).toMatchObject({
    logDestinationConfigs: ['arn:aws:cloudwatch:eu-west-1:123456789012:logGroup/mpla-prod-web-firewall'],
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
  })
  expect(inputsOf(guarded, acl)['dataProtectionConfig']).toEqual({
    dataProtections: [
      { action: 'SUBSTITUTION', field: { fieldType: 'SINGLE_HEADER', fieldKeys: ['authorization', 'cookie'] } },
    ],
  })
})
