import { expect, test } from 'vitest'
import { providerConfig } from './provider-config.ts'
import { secret } from './pulumi-values.ts'

const index = {
  config: { region: 's', secretKey: 's', endpoints: 'a', assumeRoles: 'a', defaultTags: 'o' },
  endpoints: ['ecs', 'sns'],
}

test('settings that the bridge does not know are left out, the version stays', () => {
  expect(providerConfig({ region: 'eu-west-1', novelty: 'x', version: '7.48.0' }, index)).toEqual({
    region: 'eu-west-1',
    version: '7.48.0',
  })
})

test('of the endpoints only known services stay, in the form they came in', () => {
  const endpoints = [{ ecs: 'http://127.0.0.1:1', brandnew: 'http://127.0.0.1:1' }]
  expect(providerConfig({ endpoints }, index)).toEqual({ endpoints: [{ ecs: 'http://127.0.0.1:1' }] })
  expect(providerConfig({ endpoints: JSON.stringify(endpoints) }, index)).toEqual({
    endpoints: '[{"ecs":"http://127.0.0.1:1"}]',
  })
})

test('a block that is one object for a program is a list for the bridge', () => {
  expect(providerConfig({ assumeRole: { roleArn: 'arn:r' } }, index)).toEqual({ assumeRoles: [{ roleArn: 'arn:r' }] })
})

test('secrets stay secret', () => {
  expect(providerConfig({ secretKey: secret('k') }, index)).toEqual({ secretKey: secret('k') })
})
