import { dataList, mustBe, textList, valueAt } from '../inputs.ts'
import type { Rule } from '../rule.ts'
import { isProd, ofType, shareTarget } from '../stack.ts'

const listener = 'aws:lb/listener:Listener'

const hardened: Rule = {
  id: 'balancer-hardened',
  demands: 'The load balancer drops invalid headers and guards against requests that can be read in two ways',
  why: 'A request smuggled past the load balancer reaches the application as if it had been checked',
  controls: ['ELB.4', 'ELB.12'],
  mend: 'Set dropInvalidHeaderFields to true and desyncMitigationMode to defensive or strictest',
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:lb/loadBalancer:LoadBalancer'],
  check: ({ inputs }) => [
    ...mustBe(inputs, 'dropInvalidHeaderFields', true),
    ...mustBe(inputs, 'desyncMitigationMode', 'defensive', 'strictest'),
  ],
}

const accessLogs: Rule = {
  id: 'access-logs-in-prod',
  demands: 'In prod the load balancer logs each request',
  why: 'Without it nobody can tell afterwards who asked for what, and what was answered',
  controls: ['ELB.5'],
  mend: 'Set mpla:accessLogs to true',
  severity: 'medium',
  // It costs, and is a choice by setting.
  enforcement: 'advisory',
  scope: 'resource',
  types: ['aws:lb/loadBalancer:LoadBalancer'],
  check: (resource) => (isProd(resource) ? mustBe(resource.inputs, 'accessLogs.enabled', true) : []),
}

/** TLS 1.3, with or without 1.2; not the extended ones (-Ext), which bring ciphers without forward secrecy back. */
const goodPolicy = /^ELBSecurityPolicy-TLS13-1-[23]-(Res-)?(FIPS-)?(PQ-)?\d{4}-\d{2}$/

const tlsPolicy: Rule = {
  id: 'tls-policy',
  demands: 'HTTPS listeners speak TLS 1.3, and 1.2 at the least',
  why: 'With older versions a session can be forced down to ciphers that are broken',
  controls: ['ELB.17'],
  mend: 'Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: [listener],
  check: ({ inputs }) =>
    inputs['protocol'] !== 'HTTPS' || goodPolicy.test(String(inputs['sslPolicy']))
      ? []
      : [`sslPolicy is ${String(inputs['sslPolicy'] ?? 'not set')}`],
}

const redirects: Rule = {
  id: 'plain-http-redirects',
  demands: 'Where there is HTTPS, and in prod always, port 80 only redirects to it',
  why: 'The access token and the prompts would cross the Internet in clear text',
  controls: ['ELB.1', 'ELB.18'],
  mend: 'Make the only default action of the HTTP listener a redirect to HTTPS; for HTTPS set mpla:domain',
  severity: 'critical',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [listener],
  check: (resource, stack) => {
    const actions = dataList(resource.inputs['defaultActions'])
    const isPlain = resource.inputs['protocol'] !== 'HTTPS'
    const doesRedirect = actions.every(
      (action) => action['type'] === 'redirect' && valueAt(action, 'redirect.protocol') === 'HTTPS',
    )
    const hasHttps = ofType(stack, listener).some(
      (other) =>
        other.inputs['protocol'] === 'HTTPS' && shareTarget([other, 'loadBalancerArn'], [resource, 'loadBalancerArn']),
    )
    return isPlain && (hasHttps || isProd(resource)) && !(doesRedirect && actions.length > 0)
      ? [`port ${String(resource.inputs['port'])} answers over plain HTTP`]
      : []
  },
}

const certificate: Rule = {
  id: 'certificate-renews',
  demands: 'A certificate is proven by DNS',
  why: 'One that is proven by mail is not renewed by itself, and the service is away on the day it ends',
  controls: ['ACM.1'],
  mend: 'Set validationMethod to DNS',
  severity: 'high',
  enforcement: 'mandatory',
  scope: 'resource',
  types: ['aws:acm/certificate:Certificate'],
  check: ({ inputs }) => mustBe(inputs, 'validationMethod', 'DNS'),
}

/** A path that shows what is for operators only. */
const hidden = '/api/metrics'

const metricsHidden: Rule = {
  id: 'metrics-hidden',
  demands: `Nobody gets ${hidden} through the load balancer, under no spelling`,
  why: 'Metrics tell how much is used, what fails and which versions run',
  controls: [],
  mend: `Add a ListenerRule that answers 403 to ${hidden}, ${hidden}/* and /*%*`,
  severity: 'medium',
  enforcement: 'mandatory',
  scope: 'stack',
  types: [listener],
  check: (resource, stack) => {
    const forwards = dataList(resource.inputs['defaultActions']).some(({ type }) => type === 'forward')
    const refused = ofType(stack, 'aws:lb/listenerRule:ListenerRule')
      .filter((rule) => rule.madeFrom['listenerArn']?.includes(resource.urn) === true)
      .filter(({ inputs }) =>
        dataList(inputs['actions']).every((action) => valueAt(action, 'fixedResponse.statusCode') === '403'),
      )
      .flatMap(({ inputs }) => dataList(inputs['conditions']))
      .flatMap((condition) => textList(valueAt(condition, 'pathPattern.values')))
    const open = [hidden, `${hidden}/*`, '/*%*'].filter((path) => !refused.includes(path))
    return forwards && open.length > 0 ? [`it lets ${open.join(', ')} through`] : []
  },
}

export const edgeRules: readonly Rule[] = [hardened, accessLogs, tlsPolicy, redirects, certificate, metricsHidden]
