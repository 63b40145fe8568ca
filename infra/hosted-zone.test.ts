import * as pulumi from '@pulumi/pulumi'
import { beforeEach, expect, test } from 'vitest'
import { requireHostedZone } from './hosted-zone.ts'

let asked: string[] = []
let failure: string | undefined
beforeEach(async () => {
  asked = []
  failure = undefined
  await pulumi.runtime.setMocks({
    newResource: () => ({ id: '', state: {} }),
    call: ({ token, inputs }) => {
      asked.push(`${token} ${inputs['name']}`)
      // As a call's failure arrives: the SDK passes on its details.
      if (failure !== undefined) throw Object.assign(new Error(failure), { details: failure })
      return { zoneId: 'Z0123456789ABCDEFGHIJ' }
    },
  })
})
const noZone = 'reading Route 53 Hosted Zone: no matching Route 53 Hosted Zone found'

test('the zone that is named is asked for, or else that of the domain; without a domain none', async () => {
  await requireHostedZone({ stack: 'prod', domain: 'a.b.example.com', hostedZone: 'example.com' })
  await requireHostedZone({ stack: 'prod', domain: 'a.b.example.com', hostedZone: undefined })
  await requireHostedZone({ stack: 'dev', domain: undefined, hostedZone: undefined })
  expect(asked).toEqual(['aws:route53/getZone:getZone example.com', 'aws:route53/getZone:getZone b.example.com'])
})

test('an account without it is told what to do, in the words of a wrong setting and without a stack trace', async () => {
  failure = noZone
  const refused = requireHostedZone({ stack: 'prod', domain: 'mpla.example.com', hostedZone: undefined })
  await expect(refused).rejects.toThrow(pulumi.RunError)
  await expect(refused).rejects.toThrow(`One setting of stack prod must be mended first; nothing was created or changed.

mpla:hostedZone is not set, so it is example.com, but this AWS account has no public Route 53 zone of that name
  what it is  Route 53 zone that gets the records of the domain; the part of the domain after its first dot when not set
  expected    the name of a Route 53 hosted zone in this account
  mend with   pulumi config set mpla:hostedZone NAME --stack prod
  or with     aws route53 create-hosted-zone --name example.com --caller-reference example.com
`)
})

test('any other failure is passed on as it is', async () => {
  failure = 'No valid credential sources found'
  await expect(
    requireHostedZone({ stack: 'prod', domain: 'mpla.example.com', hostedZone: 'example.com' }),
  ).rejects.toThrow(/No valid credential sources found/)
})
