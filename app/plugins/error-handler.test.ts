import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { buildTestServer } from '../test-support/build-test-server.ts'
import { toAppError } from './error-handler.ts'

const failing = (error: unknown) => buildTestServer({ runs: { list: () => Promise.reject(error) } })
const url = '/api/v1/refinements'

test('a bug is a neutral 500 for the client, and all there is to know in the log', async () => {
  const { app, lines } = await failing(new TypeError('cannot read the secret of undefined'))
  const answer = await app.inject(url)
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toEqual({
    statusCode: 500,
    code: 'INTERNAL',
    message: 'The server failed. Try again; if it stays, report the request id',
    requestId: answer.headers['x-request-id'],
  })
  expect(lines()).toContainEqual(
    expect.objectContaining({
      level: 'error',
      requestId: answer.headers['x-request-id'],
      err: expect.objectContaining({
        type: 'TypeError',
        message: 'cannot read the secret of undefined',
        stack: expect.stringMatching(/at .*error-handler\.test\.ts/),
      }),
    }),
  )
})

test('what is thrown need not be an error', async () => {
  const { app } = await failing('a string')
  expect((await app.inject(url)).json()).toMatchObject({ code: 'INTERNAL' })
})

test('an error of ours tells its code and message, never its cause', async () => {
  const cause = new Error('provider said: key sk-123 is wrong')
  const { app, log, lines } = await failing(new AppError('MODEL_UNAVAILABLE', 'The provider is away', { cause }))
  const answer = await app.inject(url)
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toMatchObject({ code: 'MODEL_UNAVAILABLE', message: 'The provider is away' })
  expect(lines()).toContainEqual(expect.objectContaining({ level: 'warn', code: 'MODEL_UNAVAILABLE' }))
  expect(answer.body + log()).not.toContain('sk-123')
})

test('a wait of some ms is told in whole seconds, rounded up', async () => {
  const { app } = await failing(new AppError('MODEL_RATE_LIMITED', 'Later', { retryAfterMs: 2_001 }))
  expect((await app.inject(url)).headers['retry-after']).toBe('3')
})

test('a path that cannot be decoded is a Problem', async () => {
  const { app } = await buildTestServer()
  const answer = await app.inject('/api/v1/refinements/%E0%A4%A')
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'INVALID_REQUEST', requestId: expect.any(String) })
})

test('keeps the status class of errors that are not ours', () => {
  const error = (statusCode: number) => Object.assign(new Error('text'), { statusCode })
  expect(toAppError(error(418)).code).toBe('INVALID_REQUEST')
  expect(toAppError(error(404)).code).toBe('NOT_FOUND')
  expect(toAppError(error(502)).code).toBe('INTERNAL')
  expect(toAppError(undefined).code).toBe('INTERNAL')
})
