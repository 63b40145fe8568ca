import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'
import { requestIdOf } from './request-id.ts'

test('keeps a sane id of the caller, in the answer and in the log', async () => {
  const { app, lines } = await buildTestServer()
  const answer = await app.inject({ url: '/api/v1/models', headers: { 'x-request-id': 'trace-1234.5678' } })
  expect(answer.headers['x-request-id']).toBe('trace-1234.5678')
  expect(lines()).toContainEqual(expect.objectContaining({ requestId: 'trace-1234.5678', message: 'request' }))
})

test.each(['short', 'with space inside', 'x'.repeat(65), 'line\nbreak-here', '<script>alert</script>', undefined])(
  'makes a new one instead of %j',
  (given) => {
    expect(requestIdOf({ headers: given === undefined ? {} : { 'x-request-id': given } })).toMatch(/^[0-9a-f]{12}-\d+$/)
  },
)

test('makes a different one each time', () => {
  expect(requestIdOf({ headers: {} })).not.toBe(requestIdOf({ headers: {} }))
})
