import { expect, test } from 'vitest'
import { isUnavailable, translateErrors } from './database-errors.ts'

const withCode = (code: string) => Object.assign(new Error('x'), { code })
const fromAdapter = (cause: object) => Object.assign(new Error('x'), { meta: { driverAdapterError: { cause } } })

test.each([
  ['a connection that broke during a query', new Error('Connection terminated unexpectedly')],
  ['a connection that came too late', new Error('Connection terminated due to connection timeout')],
  ['an answer that did not come', new Error('Query read timeout')],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
  ['a connection that has failed before', new Error('Client has encountered a connection error and is not queryable')],
  ['a listening connection that fell silent', new Error('LISTEN/NOTIFY heartbeat timed out')],
  ['a refused connection', withCode('ECONNREFUSED')],
  ['a name that is not found for now', withCode('EAI_AGAIN')],
  ['a host without a way to it', withCode('EHOSTUNREACH')],
  ['a server that shuts down', withCode('57P01')],
  ['too many connections', withCode('53300')],
  ['the same, described by the adapter', fromAdapter({ kind: 'TooManyConnections' })],
  ['a full disk under PostgreSQL', fromAdapter({ kind: 'postgres', code: '53100' })],
  ['a full disk under SQLite', fromAdapter({ kind: 'sqlite', extendedCode: 13 })],
  ['the same in a transaction', withCode('SQLITE_FULL')],
  ['a file that another process holds', fromAdapter({ kind: 'sqlite', extendedCode: 5 })],
  ['a file system that became read-only', withCode('SQLITE_READONLY')],
  [
    'a transaction that found no connection in time',
    Object.assign(new Error('\nTransaction API error: Unable to start a transaction in the given time.'), {
      code: 'P2028',
    }),
  ],
  ['a plain object with the members of an error', { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }],
])('the database is away: %s', (_what, error) => {
  expect(isUnavailable(error)).toBe(true)
})

test.each([
  ['a statement that is wrong', withCode('42601')],
  ['a number that is taken', fromAdapter({ kind: 'UniqueConstraintViolation' })],
  [
    'a transaction that is used after its end',
    Object.assign(new Error('Transaction already closed'), { code: 'P2028' }),
  ],
  ['anything else', new Error('A mistake: Query read timeout is only quoted here')],
  ['no error at all', undefined],
])('the database is not: %s', (_what, error) => {
  expect(isUnavailable(error)).toBe(false)
})

test('a client is told what kind it is, and not in the words of the driver', async () => {
  const told = (error: unknown) => translateErrors(Promise.reject(error)).catch(({ message }: Error) => message)
  const full = 'The database has no room left, so nothing can be stored; try again later.'
  expect(await told(withCode('SQLITE_FULL'))).toBe(full)
  expect(await told(fromAdapter({ kind: 'sqlite', extendedCode: 13 }))).toBe(full)
  expect(await told(fromAdapter({ kind: 'postgres', originalCode: '53100' }))).toBe(full)
  const taken = 'The database takes no more connections; try again in a moment.'
  expect(await told(fromAdapter({ kind: 'TooManyConnections' }))).toBe(taken)
  expect(await told(withCode('53300'))).toBe(taken)
  expect(await told(withCode('ECONNREFUSED'))).toBe('The database did not answer; try again in a moment.')
})
