import { expect, test } from 'vitest'
import { createAccess, sessionSeconds } from './access.ts'

const now = 1_700_000_000_000
const access = createAccess('a-token-of-some-length')

test('a session is valid for twelve hours', () => {
  const cookie = access.issue(now)
  expect(sessionSeconds).toBe(12 * 3600)
  expect(access.isSession(cookie, now + sessionSeconds * 1000 - 1)).toBe(true)
  expect(access.isSession(cookie, now + sessionSeconds * 1000)).toBe(false)
})

test('a session of another token is not valid', () => {
  expect(access.isSession(createAccess('another-token-of-length').issue(now), now)).toBe(false)
})

test('a changed expiry is not valid', () => {
  const [expiry, signature] = access.issue(now).split('.')
  expect(access.isSession(`${Number(expiry) + 1}.${signature}`, now)).toBe(false)
})

test.each(['', '.', 'x', String(now * 2), `${now * 2}.`, 'Infinity.x'])('%j is no session', (cookie) => {
  expect(access.isSession(cookie, now)).toBe(false)
})

test('a session does not show the token', () => {
  expect(access.issue(now)).not.toContain('a-token')
})
