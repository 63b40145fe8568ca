import { resource, testRules } from '../../test-support/policy-cases.ts'
import { webFirewallRules } from './web-firewall.ts'

const acl = (inputs: object) => resource('aws:wafv2/webAcl:WebAcl', { ...inputs })
const rule = (cloudwatchMetricsEnabled: boolean) => ({ name: 'flood', visibilityConfig: { cloudwatchMetricsEnabled } })
const counting = acl({ rules: [rule(true)] })
const association = resource(
  'aws:wafv2/webAclAssociation:WebAclAssociation',
  {},
  { madeFrom: { webAclArn: [counting] } },
)
const logging = resource(
  'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration',
  {},
  { madeFrom: { resourceArn: [counting] } },
)
const masking = (action: string, ...fieldKeys: string[]) =>
  acl({ dataProtectionConfig: { dataProtections: [{ action, field: { fieldType: 'SINGLE_HEADER', fieldKeys } }] } })

testRules(webFirewallRules, {
  'web-firewall-works': {
    right: [[counting, association, logging]],
    wrong: [
      [['it stands before nothing', 'what it does is not logged'], counting],
      [['it has no rules'], acl({}), association, logging],
      [['rule flood is not counted'], acl({ rules: [rule(false)] }), association, logging],
    ],
  },
  'web-firewall-masks-credentials': {
    right: [[masking('SUBSTITUTION', 'Authorization', 'cookie')], [masking('HASH', 'authorization', 'cookie')]],
    wrong: [
      [['header authorization is logged', 'header cookie is logged'], acl({})],
      [['header cookie is logged'], masking('SUBSTITUTION', 'authorization')],
    ],
  },
})
