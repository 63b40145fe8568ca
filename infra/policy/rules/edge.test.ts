import { resource, testRules } from '../../test-support/policy-cases.ts'
import { edgeRules } from './edge.ts'

const balancer = (inputs = {}, name = 'web') => resource('aws:lb/loadBalancer:LoadBalancer', inputs, { name })
const [web, other] = [balancer(), balancer({}, 'other')]
const listener = (inputs: object, of = web, name = 'http') =>
  resource('aws:lb/listener:Listener', { ...inputs }, { name, madeFrom: { loadBalancerArn: [of] } })
const forward = { defaultActions: [{ type: 'forward', targetGroupArn: 'arn:tasks' }] }
const redirect = { defaultActions: [{ type: 'redirect', redirect: { protocol: 'HTTPS', port: '443' } }] }
const http = { protocol: 'HTTP', port: 80 }
const dev = { tags: { kind: 'dev' } }
const https = listener({ protocol: 'HTTPS', port: 443, ...forward }, web, 'https')
const certificate = (inputs: object) => resource('aws:acm/certificate:Certificate', { ...inputs })
const refusal = (paths: readonly string[], statusCode = '403') =>
  resource(
    'aws:lb/listenerRule:ListenerRule',
    {
      conditions: [{ pathPattern: { values: paths } }],
      actions: [{ type: 'fixed-response', fixedResponse: { statusCode } }],
    },
    { madeFrom: { listenerArn: [https] } },
  )
const paths = ['/api/metrics', '/api/metrics/*', '/*%*']

testRules(edgeRules, {
  'balancer-hardened': {
    right: [
      [balancer({ dropInvalidHeaderFields: true, desyncMitigationMode: 'defensive' })],
      [balancer({ dropInvalidHeaderFields: true, desyncMitigationMode: 'strictest' })],
    ],
    wrong: [
      [
        ['dropInvalidHeaderFields is false, expected true'],
        balancer({ dropInvalidHeaderFields: false, desyncMitigationMode: 'defensive' }),
      ],
      [
        ['desyncMitigationMode is "monitor", expected "defensive" or "strictest"'],
        balancer({ dropInvalidHeaderFields: true, desyncMitigationMode: 'monitor' }),
      ],
    ],
  },
  'access-logs-in-prod': {
    right: [[balancer({ tags: { kind: 'prod' }, accessLogs: { enabled: true, bucket: 'logs' } })], [balancer(dev)]],
    wrong: [[['accessLogs.enabled is not set, expected true'], balancer({ tags: { kind: 'prod' } })]],
  },
  'tls-policy': {
    right: [
      ...['1-2-2021-06', '1-2-Res-2021-06', '1-3-2021-06', '1-2-Res-PQ-2025-09'].map(
        (version) => [listener({ protocol: 'HTTPS', sslPolicy: `ELBSecurityPolicy-TLS13-${version}` })] as const,
      ),
      [listener(http)],
    ],
    wrong: [
      [['sslPolicy is not set'], listener({ protocol: 'HTTPS' })],
      ...[
        'ELBSecurityPolicy-2016-08',
        'ELBSecurityPolicy-TLS13-1-0-2021-06',
        'ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06',
      ].map((sslPolicy) => [[`sslPolicy is ${sslPolicy}`], listener({ protocol: 'HTTPS', sslPolicy })] as const),
    ],
  },
  'plain-http-redirects': {
    right: [
      [listener({ ...http, ...redirect }), https],
      [listener({ ...http, ...forward, ...dev })],
      // HTTPS of another load balancer is no reason.
      [listener({ ...http, ...forward, ...dev }, other), https],
      [https],
    ],
    wrong: [
      [['port 80 answers over plain HTTP'], listener({ ...http, ...forward, ...dev }), https],
      [['port 80 answers over plain HTTP'], listener({ ...http, ...forward, tags: { kind: 'prod' } })],
      [['port 80 answers over plain HTTP'], listener({ ...http, defaultActions: [] }), https],
      [
        ['port 80 answers over plain HTTP'],
        listener({ ...http, defaultActions: [{ type: 'redirect', redirect: { protocol: 'HTTP', port: '8080' } }] }),
        https,
      ],
    ],
  },
  'certificate-renews': {
    right: [[certificate({ validationMethod: 'DNS' })]],
    wrong: [[['validationMethod is "EMAIL", expected "DNS"'], certificate({ validationMethod: 'EMAIL' })]],
  },
  'metrics-hidden': {
    right: [[https, refusal(paths)], [listener({ ...http, ...redirect })]],
    wrong: [
      [['it lets /api/metrics, /api/metrics/*, /*%* through'], https],
      [['it lets /*%* through'], https, refusal(paths.slice(0, 2))],
      [['it lets /api/metrics, /api/metrics/*, /*%* through'], https, refusal(paths, '200')],
    ],
  },
})
