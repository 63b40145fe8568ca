import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseDatabaseUrl } from './database-url.ts'

test.each([
  ['file:data/mpla.db', resolve('data/mpla.db')],
  ['file:./mpla.db', resolve('mpla.db')],
  ['file:/data/mpla.db', '/data/mpla.db'],
  ['file:///data/mpla.db', '/data/mpla.db'],
  ['file:/data/with%20space.db', '/data/with space.db'],
])('%s is the SQLite file %s', (url, path) => {
  expect(parseDatabaseUrl(url)).toMatchObject({ provider: 'sqlite', path, printable: path })
})

test.each([
  ['postgresql://mpla:s3cret@db.example:5432/mpla?sslmode=verify-full', 'postgresql://mpla@db.example:5432/mpla'],
  ['postgres://mpla:s3cret@db.example/mpla', 'postgresql://mpla@db.example/mpla'],
])('PostgreSQL is shown without its password: %s', (url, printable) => {
  expect(parseDatabaseUrl(url)).toEqual({ provider: 'postgresql', url, printable })
})

test.each([
  ['mysql://mpla:s3cret@db/mpla', /expected file:PATH or postgresql:/],
  ['postgresql://mpla:s3c/ret#@db:x/mpla', /percent-encoded/],
  ['file:data/s3cret.db?mode=ro', /without \? or #/],
])('refuses %s and does not repeat it', (url, expectation) => {
  expect(() => parseDatabaseUrl(url)).toThrow(expectation)
  expect(() => parseDatabaseUrl(url)).not.toThrow(/s3c/)
})
