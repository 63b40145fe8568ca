import { expect, test } from 'vitest'
import { administratorOf, ConfigSchema, isLoopback, listOf, loadConfig, secretNames } from './config.ts'

const token = 'a'.repeat(16)

test('an empty environment gives the defaults', () => {
  expect(loadConfig({})).toMatchObject({ PORT: 8080, HOST: '127.0.0.1', DATABASE_URL: 'file:data/mpla.db' })
})

test('an empty value counts as not set', () => {
  expect(loadConfig({ OPENAI_API_KEY: '' }).OPENAI_API_KEY).toBeUndefined()
})

test('every variable has a description, for the table in the README', () => {
  const described = Object.values(ConfigSchema.properties).map((schema) =>
    'description' in schema ? schema.description : '',
  )
  expect(described.length).toBeGreaterThan(10)
  for (const description of described) expect(description).toMatch(/\w/)
})

test.each([
  [{ PORT: '70000' }, 'PORT must be <= 65535; got 70000'],
  [{ PORT: '80.5' }, 'PORT must be integer; got 80.5'],
  [{ PORT: 'http' }, 'PORT must be integer; got "http"'],
  [{ MPLA_ROTATED_AT: 'yesterday' }, 'MPLA_ROTATED_AT must match format "date-time"; got "yesterday"'],
  [{ LOG_LEVEL: 'verbose' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent; got "verbose"'],
  [
    { ALLOWED_ORIGINS: 'https://a.example, https://b.example/' },
    'ALLOWED_ORIGINS must list origins like https://example.org, without path or final slash; got https://b.example/',
  ],
  [
    { ALLOWED_ORIGINS: '*' },
    'ALLOWED_ORIGINS must list origins like https://example.org, without path or final slash; got *',
  ],
  [
    { TRUSTED_PROXIES: '10.0.0.0/33' },
    'TRUSTED_PROXIES must list addresses or CIDR ranges like 10.0.0.0/16; got 10.0.0.0/33',
  ],
  [{ TRUSTED_PROXIES: 'proxy' }, 'TRUSTED_PROXIES must list addresses or CIDR ranges like 10.0.0.0/16; got proxy'],
])('refuses %j', (env, message) => {
  expect(() => loadConfig(env)).toThrow(message)
})

test('names every wrong variable at once', () => {
  expect(() => loadConfig({ PORT: '-1', MODEL_TIMEOUT_MS: '5' })).toThrow(/^PORT .*\nMODEL_TIMEOUT_MS .*$/)
})

test('does not repeat the value of a secret', () => {
  const wrong = { DATABASE_URL: 'mysql://user:hunter22@db/x', MPLA_ACCESS_TOKEN: 'hunter22' }
  expect(() => loadConfig(wrong)).toThrow(/DATABASE_URL must match pattern/)
  expect(() => loadConfig(wrong)).toThrow(/MPLA_ACCESS_TOKEN must not have fewer than 16 characters/)
  expect(() => loadConfig(wrong)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter22') }))
})

test('every secret is a variable', () => {
  expect(Object.keys(ConfigSchema.properties)).toEqual(expect.arrayContaining([...secretNames]))
})

test.each(['0.0.0.0', '::', '192.168.1.10', 'mpla.internal', '127.0.0.1.example'])(
  'refuses to listen on %s without a token, and says what to set',
  (HOST) => {
    expect(() => loadConfig({ HOST })).toThrow(/MPLA_ACCESS_TOKEN/)
    expect(loadConfig({ HOST, MPLA_ACCESS_TOKEN: token }).HOST).toBe(HOST)
  },
)

test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]'])('%s is loopback', (host) => {
  expect(isLoopback(host)).toBe(true)
})

test('takes IPv4 and IPv6 ranges of proxies', () => {
  const TRUSTED_PROXIES = '10.0.0.0/16, 192.0.2.7,fd00::/8'
  expect(listOf(loadConfig({ TRUSTED_PROXIES }).TRUSTED_PROXIES)).toEqual(['10.0.0.0/16', '192.0.2.7', 'fd00::/8'])
})

test.each([
  [{ DATABASE_ADMIN_USER: 'owner' }, /must be set both or neither/],
  [{ DATABASE_ADMIN_PASSWORD: 'x' }, /must be set both or neither/],
  [{ DATABASE_ADMIN_USER: 'owner', DATABASE_ADMIN_PASSWORD: 'x' }, /must not be set with SQLite/],
])('refuses an administrator that cannot be one: %j', (env, message) => {
  expect(() => loadConfig(env)).toThrow(message)
})

test('the administrator is known when both parts are', () => {
  const env = { DATABASE_URL: 'postgresql://app@localhost/mpla' }
  expect(administratorOf(loadConfig(env))).toBeUndefined()
  const admin = { DATABASE_ADMIN_USER: 'owner', DATABASE_ADMIN_PASSWORD: 'x' }
  expect(administratorOf(loadConfig({ ...env, ...admin }))).toEqual({ user: 'owner', password: 'x' })
})
