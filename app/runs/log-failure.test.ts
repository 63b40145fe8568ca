import { expect, test, vi } from 'vitest'
import { AppError } from '../errors.ts'
import { logFailure } from './log-failure.ts'

function logged(err: unknown) {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  logFailure(log, err, { runId: 'r' }, 'It failed')
  return { warnings: log.warn.mock.calls, errors: log.error.mock.calls }
}

test('a database that is away is a warning, whoever says so', () => {
  const away = new AppError('DATABASE_UNAVAILABLE', 'The database did not answer')
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  for (const err of [away, refused])
    expect(logged(err)).toEqual({ warnings: [[{ err, runId: 'r' }, 'It failed']], errors: [] })
})

test('anything else is an error', () => {
  const err = new Error('A mistake')
  expect(logged(err)).toEqual({ warnings: [], errors: [[{ err, runId: 'r' }, 'It failed']] })
  expect(logged(new AppError('INTERNAL', 'A mistake')).errors).toHaveLength(1)
})

test('an object with the members of an error becomes one, with its message and code', () => {
  const [call] = logged({ message: 'relation does not exist', code: '42P01' }).errors
  expect(call?.[0].err).toBeInstanceOf(Error)
  expect(call?.[0].err).toMatchObject({ message: 'relation does not exist', code: '42P01' })
})
