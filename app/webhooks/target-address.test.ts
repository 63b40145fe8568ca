import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { send } from './send.ts'
import { isPublic, publicLookup, whyNotSentTo } from './target-address.ts'

test.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '192.0.2.1', '::1', '::', 'fe80::1', 'fc00::1', 'fd00:ec2::254', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1', 'x', ''])(
  'is not public: %s',
  (address) => expect(isPublic(address)).toBe(false),
) // biome-ignore format: a list

test.each(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '::ffff:1.1.1.1'])('is public: %s', (address) =>
  expect(isPublic(address)).toBe(true),
)

test.each([
  ['https://example.com/a?b', null, null],
  ['https://1.1.1.1:8443/', null, null],
  ['http://example.com/', /https/, null],
  ['https://127.0.0.1/', /public/, null],
  ['https://[::1]/', /public/, null],
  ['https://2130706433/', /public/, null],
  ['https://0x7f.1/', /public/, null],
  ['https://user:pw@example.com/', /password/, /password/],
  ['ftp://example.com/', /https/, /https/],
  ['file:///etc/passwd', /https/, /https/],
  ['example.com', /URL/, /URL/],
])('says why nothing is sent to %s', (url, usually, whenPrivateIsAllowed) => {
  const is = (why: RegExp | null) => (why === null ? null : expect.stringMatching(why))
  expect(whyNotSentTo(url, false)).toEqual(is(usually))
  expect(whyNotSentTo(url, true)).toEqual(is(whenPrivateIsAllowed))
})

test.each([
  ['http://hooks.example.com/a?key=secret', ['expected https://', 'found http://', 'MPLA_WEBHOOK_ALLOW_PRIVATE=yes']],
  ['ftp://example.com/', ['expected https://', 'found ftp://']],
  ['https://10.0.0.7/', ['expected a public address', 'found 10.0.0.7', 'MPLA_WEBHOOK_ALLOW_PRIVATE=yes']],
  ['example.com/hooks', ['expected a URL with its scheme', 'https://example.com/hooks']],
  ['https://user:pw@example.com/', ['found a user', 'leave them out']],
])('says of %s what was expected, what came and what to do, and repeats no secret', (url, parts) => {
  const why = whyNotSentTo(url, false) ?? ''
  for (const part of parts) expect(why).toContain(part)
  expect(why).not.toMatch(/key=secret|pw/)
})

test('names no setting that would not help', () => {
  expect(whyNotSentTo('ftp://example.com/', true)).not.toContain('MPLA_WEBHOOK_ALLOW_PRIVATE')
})

test('a name that leads to this machine is found out when connecting', async () => {
  await expect(promisify(publicLookup)('localhost', {})).rejects.toMatchObject({ name: 'PrivateAddressError' })
  const signal = new AbortController().signal
  const sent = await send({ url: 'https://localhost:1/', body: '{}', headers: {}, allowPrivate: false, timeoutMs: 5_000, signal }) // biome-ignore format: one call
  expect(sent).toEqual({
    error: expect.stringMatching(/^Not sent: expected a public address, found one .*MPLA_WEBHOOK_ALLOW_PRIVATE=yes/),
  })
})
