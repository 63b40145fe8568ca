import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainEnvironment } from '../plan/environment.ts'
import { deriveTimeouts } from '../plan/timeouts.ts'
import { rightByThemselves } from '../test-support/random-settings.ts'
import { leastProd, sourceOf, tryRead } from '../test-support/settings.ts'
import { secretLook } from './secret-looking.ts'

test.each([
  ['OPENAI_API_KEY', 'x', 'has the name of a secret'],
  ['MPLA_ACCESS_TOKEN', 'x', 'has the name of a secret'],
  ['smtp_password', 'x', 'has the name of a secret'],
  ['SETTING', 'sk-proj-0123456789abcdefghij', 'looks like an OpenAI key'],
  ['SETTING', 'AIzaSyA0123456789abcdefghijklmnopqrstuv', 'looks like a Google key'],
  ['SETTING', 'AKIAIOSFODNN7EXAMPLE', 'looks like an AWS access key'],
  ['SETTING', `ghp_${'a1B2'.repeat(9)}`, 'looks like a GitHub token'],
  ['SETTING', 'xoxb-1234567890-abcdef', 'looks like a Slack token'],
  ['SETTING', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', 'looks like a private key'],
  ['SETTING', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'looks like a signed token'],
  ['SETTING', 'postgresql://mpla:secret@db/mpla', 'looks like an address with a password'],
  ['SETTING', 'redis://:secret@cache', 'looks like an address with a password'],
])('%s=%s %s', (name, value, look) => {
  expect(secretLook(name, value)).toBe(look)
})

test.each([
  ['HOST', '0.0.0.0'],
  ['TRUSTED_PROXIES', '10.20.0.0/20,10.20.16.0/20'],
  ['DATABASE_URL', 'file:/data/mpla.db'],
  ['OPENAI_BASE_URL', 'https://models.example.com:8443/v1'],
  ['OPENAI_MODEL', 'ft:gpt-4o-mini-2024-07-18:example::9xYzAbCd'],
  ['ALLOWED_ORIGINS', 'https://app.example.com,http://b.example.com:8080'],
  ['OPENAI_API_KEY', ''],
  ['MAX_TOKENS', '4096'],
  ['SETTING', 'a'.repeat(40)],
])('%s=%s does not look like a secret', (name, value) => {
  expect(secretLook(name, value)).toBeUndefined()
})

test('random keys of 32 bytes are noticed, written in hexadecimal', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((each) => new Set(each).size > 20)
  fc.assert(
    fc.property(bytes, (each) => {
      expect(secretLook('SETTING', Buffer.from(each).toString('hex'))).toBe('is as random as a key')
    }),
  )
})

test('no plain variable of whatever the settings allow looks like a secret', () => {
  let seen = 0
  fc.assert(
    fc.property(rightByThemselves, (plain) => {
      const { settings } = tryRead(sourceOf('prod', { ...leastProd, ...plain }))
      if (!settings) return
      const variables = Object.entries(plainEnvironment(settings, deriveTimeouts()))
      seen += variables.length
      expect(variables.filter(([name, value]) => secretLook(name, value) !== undefined)).toEqual([])
    }),
    { numRuns: 300 },
  )
  expect(seen).toBeGreaterThan(100)
})
