import { dataList, valueAt } from '../inputs.ts'
import type { Rule } from '../rule.ts'
import { ofType, refersTo } from '../stack.ts'

const acl = 'aws:wafv2/webAcl:WebAcl'

const works: Rule = {
  id: 'web-firewall-works',
  demands: 'A web firewall has rules, counts what each of them does, stands before something and logs',
  why: 'It is paid for whether it looks at anything or not, and a refusal that nobody sees cannot be told from an outage',
  controls: ['WAF.10', 'WAF.11', 'WAF.12'],
  mend: 'Give it rules with visibilityConfig, a WebAclAssociation and a WebAclLoggingConfiguration',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [acl],
  check: (resource, stack) => {
    const rules = dataList(resource.inputs['rules'])
    const silent = rules.filter((rule) => valueAt(rule, 'visibilityConfig.cloudwatchMetricsEnabled') !== true)
    const has = (type: string, input: string) => ofType(stack, type).some((each) => refersTo(each, input, resource))
    return [
      ...(rules.length > 0 ? [] : ['it has no rules']),
      ...silent.map(({ name }) => `rule ${String(name)} is not counted`),
      ...(has('aws:wafv2/webAclAssociation:WebAclAssociation', 'webAclArn') ? [] : ['it stands before nothing']),
      ...(has('aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration', 'resourceArn')
        ? []
        : ['what it does is not logged']),
    ]
  },
}

/** Headers in which this application gets its token. */
const credentials = ['authorization', 'cookie']

const masksCredentials: Rule = {
  id: 'web-firewall-masks-credentials',
  demands: 'Logs of the web firewall hold neither tokens nor cookies',
  why: 'Whoever may read logs could act as any user',
  controls: [],
  mend: 'Name the headers authorization and cookie in dataProtectionConfig, with SUBSTITUTION or HASH',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [acl],
  check: ({ inputs }) => {
    const masked = dataList(valueAt(inputs, 'dataProtectionConfig.dataProtections'))
      .filter(({ action }) => action === 'SUBSTITUTION' || action === 'HASH')
      .map((protection) => valueAt(protection, 'field.fieldKeys'))
      .flatMap((keys) => (Array.isArray(keys) ? keys.map((key) => String(key).toLowerCase()) : []))
    return credentials.filter((header) => !masked.includes(header)).map((header) => `header ${header} is logged`)
  },
}

export const webFirewallRules: readonly Rule[] = [works, masksCredentials]
