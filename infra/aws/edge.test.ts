import { expect, test } from 'vitest'
import { inputsOf, resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const listener = 'aws:lb/listener:Listener'
const record = 'aws:route53/record:Record'
const prod = await recordStack('prod')
const dev = await recordStack('dev')

test('with a domain: HTTPS with TLS 1.2 at least, and a permanent redirect to it', () => {
  expect(inputsOf(prod, listener, 'mpla-prod-https')).toMatchObject({
    port: 443,
    protocol: 'HTTPS',
    sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
    defaultActions: [{ type: 'forward' }],
  })
  expect(inputsOf(prod, listener, 'mpla-prod-http')).toMatchObject({
    port: 80,
    protocol: 'HTTP',
    defaultActions: [{ type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } }],
  })
  expect(prod.outputs['url']).toBe('https://mpla.example.com')
})

test('the certificate is proven by DNS, and the listener waits for it to be issued', () => {
  expect(inputsOf(prod, 'aws:acm/certificate:Certificate')).toMatchObject({
    domainName: 'mpla.example.com',
    validationMethod: 'DNS',
  })
  expect(inputsOf(prod, record, 'mpla-prod-certificate')).toMatchObject({
    zoneId: 'Z0123456789ABCDEFGHIJ',
    type: 'CNAME',
    records: ['_98d2646601fa951d53639ac514e785e8.acm-validations.aws.'],
  })
  const validated = inputsOf(prod, 'aws:acm/certificateValidation:CertificateValidation')
  expect(inputsOf(prod, listener, 'mpla-prod-https')['certificateArn']).toBe(validated['certificateArn'])
  expect(validated['validationRecordFqdns']).toEqual(['_3639ac514e785e898d2646601fa951d5.mpla.example.com.'])
})

test('the domain is an alias of the load balancer', () => {
  expect(inputsOf(prod, record, 'mpla-prod-web')).toMatchObject({
    name: 'mpla.example.com',
    type: 'A',
    aliases: [
      {
        name: 'mpla-prod-web-1234567890.eu-west-1.elb.amazonaws.com',
        zoneId: 'Z32O12XQLNTSW2',
        evaluateTargetHealth: true,
      },
    ],
  })
})

test('without a domain, in dev: HTTP, no certificate, no record', () => {
  expect(
    resourcesOf(dev, listener).map(({ inputs }) => [inputs['port'], inputs['protocol'], inputs['defaultActions']]),
  ).toEqual([[80, 'HTTP', [expect.objectContaining({ type: 'forward' })]]])
  expect([record, 'aws:acm/certificate:Certificate'].flatMap((type) => resourcesOf(dev, type))).toEqual([])
  expect(dev.outputs['url']).toBe('http://mpla-dev-web-1234567890.eu-west-1.elb.amazonaws.com')
})

test('metrics are not for the public, also not under an escaped path', () => {
  for (const [recording, name] of [
    [prod, 'mpla-prod-https'],
    [dev, 'mpla-dev-http'],
  ] as const) {
    expect(inputsOf(recording, 'aws:lb/listenerRule:ListenerRule')).toMatchObject({
      listenerArn: expect.stringContaining(name),
      priority: 1,
      conditions: [{ pathPattern: { values: ['/api/metrics', '/api/metrics/*', '/*%*'] } }],
      actions: [{ type: 'fixed-response', fixedResponse: { statusCode: '403' } }],
    })
  }
})

test('the load balancer drops malformed headers, is protected in prod, and outlasts the heartbeat', () => {
  expect(inputsOf(prod, 'aws:lb/loadBalancer:LoadBalancer')).toMatchObject({
    dropInvalidHeaderFields: true,
    enableDeletionProtection: true,
    idleTimeout: 120,
    securityGroups: ['mpla-prod-balancer-id'],
    subnets: ['mpla-prod-public-a-id', 'mpla-prod-public-b-id'],
  })
  expect(inputsOf(dev, 'aws:lb/loadBalancer:LoadBalancer')['enableDeletionProtection']).toBe(false)
})

test('a task gets traffic while it says it is ready', () => {
  expect(inputsOf(prod, 'aws:lb/targetGroup:TargetGroup')).toMatchObject({
    port: 8080,
    protocol: 'HTTP',
    targetType: 'ip',
    deregistrationDelay: 30,
    healthCheck: {
      path: '/api/health/ready',
      matcher: '200',
      interval: 15,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    },
  })
})
