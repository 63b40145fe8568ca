import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const policyOf = (headers: Record<string, unknown>) =>
  new Map(
    String(headers['content-security-policy'])
      .split(';')
      .map((directive) => directive.trim().split(' '))
      .map(([name = '', ...sources]) => [name, sources.join(' ')]),
  )

test('lets a page load only our own files, and no inline script or style', async () => {
  const { app } = await buildTestServer()
  const policy = policyOf((await app.inject('/api/v1/models')).headers)
  expect(policy.get('default-src')).toBe("'self'")
  expect(policy.get('script-src')).toBe("'self'")
  expect(policy.get('style-src')).toBe("'self'")
  expect(policy.get('frame-ancestors')).toBe("'none'")
  expect(policy.has('upgrade-insecure-requests')).toBe(false) // plain HTTP must work
})

test('sets the usual headers, on errors too', async () => {
  const { app } = await buildTestServer()
  for (const url of ['/api/v1/models', '/nowhere']) {
    const { headers } = await app.inject(url)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=15552000',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
  }
})
