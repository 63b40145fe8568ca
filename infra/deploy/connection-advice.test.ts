import { expect, test } from 'vitest'
import { connectionAdvice, statusAdvice } from './connection-advice.ts'
import { withWebServer } from './test-support/web-server.ts'

const why = (address: string) =>
  fetch(address).then(
    () => 'answered',
    (error: unknown) => connectionAdvice(error),
  )

test('a port on which nobody listens', async () => {
  let address = ''
  await withWebServer(
    (_, answer) => answer.end(),
    async (url) => {
      address = url
    },
  )
  expect(await why(address)).toBe('ECONNREFUSED: nothing listens there')
})

test('a name that does not exist, which a new record is for a while', async () => {
  // The domain is reserved (RFC 6761): no resolver knows it; one that cannot be reached says EAI_AGAIN.
  expect(await why('http://mpla.invalid')).toMatch(/^(ENOTFOUND: .*delegated|EAI_AGAIN: )/)
})

test('a server that speaks no TLS', async () => {
  await withWebServer(
    (_, answer) => answer.end(),
    async (url) => {
      expect(await why(url.replace('http:', 'https:'))).toMatch(/^fetch failed: .*(SSL|TLS|packet)/i)
    },
  )
})

test('an answer that takes too long', async () => {
  await withWebServer(
    () => undefined,
    async (url) => {
      const error: unknown = await fetch(url, { signal: AbortSignal.timeout(20) }).catch((reason: unknown) => reason)
      expect(connectionAdvice(error)).toBe('no answer in time')
    },
  )
})

test.each(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN'])(
  '%s is explained as a matter of the certificate',
  (code) => {
    const error = new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) })
    expect(connectionAdvice(error)).toMatch(new RegExp(`^${code}: the certificate `))
  },
)

test.each([
  [503, /no healthy task/],
  [502, /no healthy task/],
  [403, /refuses/],
  [404, /something else/],
  [301, /leads elsewhere/],
  [418, /^status 418$/],
])('status %d', (status, text) => expect(statusAdvice(status)).toMatch(text))
