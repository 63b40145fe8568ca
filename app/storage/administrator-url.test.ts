import { expect, test } from 'vitest'
import { administratorUrl } from './administrator-url.ts'

test('is the same database with the same TLS settings, as somebody else', () => {
  expect(
    administratorUrl('postgresql://app:secret@db.example.com:5432/mpla?sslmode=verify-full&sslrootcert=/x.pem', {
      user: 'owner',
      password: 'pencil',
    }),
  ).toBe('postgresql://owner:pencil@db.example.com:5432/mpla?sslmode=verify-full&sslrootcert=/x.pem')
})

test('keeps every character of a password', () => {
  const password = `%41:?#[]{}|^\`<>&=+$,;!~*() \\-_.`
  const url = new URL(administratorUrl('postgresql://app@localhost/mpla', { user: 'o w%', password }))
  expect([decodeURIComponent(url.username), decodeURIComponent(url.password)]).toEqual(['o w%', password])
  expect(url.host).toBe('localhost')
})
