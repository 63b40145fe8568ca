import { expect, test } from 'vitest'
import type { Recording } from '../recorder.ts'
import { resourcesOf } from '../test-support/graph.ts'
import { recordStack } from '../test-support/mocks.ts'

const rulesOf = (recording: Recording) =>
  ['Ingress', 'Egress']
    .flatMap((direction) =>
      resourcesOf(recording, `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`).map(
        ({ inputs }) => {
          const { securityGroupId, cidrIpv4, referencedSecurityGroupId, ipProtocol, fromPort, toPort } = inputs
          const end = (id: unknown) => String(id).replace(/^mpla-\w+-|-id$/g, '')
          const other = end(cidrIpv4 ?? referencedSecurityGroupId)
          return `${end(securityGroupId)} ${direction === 'Ingress' ? 'from' : 'to'} ${other} ${ipProtocol} ${fromPort}-${toPort}`
        },
      ),
    )
    .toSorted()

test('prod: exactly these connections are allowed', async () => {
  expect(rulesOf(await recordStack('prod'))).toEqual([
    'app from balancer tcp 8080-8080',
    'app to 0.0.0.0/0 tcp 443-443',
    'app to database tcp 5432-5432',
    'app to volume tcp 2049-2049',
    'balancer from 0.0.0.0/0 tcp 443-443',
    'balancer from 0.0.0.0/0 tcp 80-80',
    'balancer to app tcp 8080-8080',
    'database from app tcp 5432-5432',
    'volume from app tcp 2049-2049',
  ])
})

test('dev without a domain and a database: HTTP alone, and no rule about a database', async () => {
  const rules = rulesOf(await recordStack('dev'))
  expect(rules).toContain('balancer from 0.0.0.0/0 tcp 80-80')
  expect(rules.filter((rule) => /database|443-443$/.test(rule))).toEqual(['app to 0.0.0.0/0 tcp 443-443'])
})

test('an own model server opens its port to the tasks, and nothing to the world', async () => {
  const usual = rulesOf(await recordStack('dev'))
  const withServer = rulesOf(await recordStack('dev', { openaiBaseUrl: 'http://10.0.0.9:11434/v1' }))
  expect(withServer.filter((rule) => !usual.includes(rule))).toEqual(['app to 0.0.0.0/0 tcp 11434-11434'])
})

test('groups carry no rules of their own beside those', async () => {
  const groups = resourcesOf(await recordStack('prod'), 'aws:ec2/securityGroup:SecurityGroup')
  expect(groups.map(({ name, inputs }) => [name, inputs['ingress'], inputs['egress']])).toEqual(
    ['balancer', 'app', 'volume', 'database'].map((part) => [`mpla-prod-${part}`, undefined, undefined]),
  )
})
