import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const prompt = 'A prompt that nobody but its author should read.'

test('writes one line a request, with readable level and time', async () => {
  const { app, lines } = await buildTestServer()
  await app.inject({ url: '/api/v1/refinements?cursor=abc', headers: { authorization: 'Bearer secret-token-value' } })
  expect(lines()).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      requestId: expect.any(String),
      req: { method: 'GET', path: '/api/v1/refinements', remoteAddress: '127.0.0.1' },
      res: { statusCode: 200 },
      durationMs: expect.any(Number),
      message: 'request',
    },
  ])
})

test.each(['/api/health', '/api/health/live', '/api/health/ready', '/api/metrics'])('%s is not logged', async (url) => {
  const { app, log } = await buildTestServer()
  await app.inject(url)
  expect(log()).toBe('')
})

test('shows no prompt, whether it is taken or refused', async () => {
  const { app, log } = await buildTestServer()
  const post = (payload: object) => app.inject({ method: 'POST', url: '/api/v1/refinements', payload })
  expect((await post({ prompt })).statusCode).toBe(201)
  expect((await post({ prompt, x: prompt })).statusCode).toBe(400)
  expect((await post({ prompt: prompt.slice(0, 9) })).statusCode).toBe(400)
  expect(log()).not.toContain('A prompt')
})

test('hides what is secret wherever it is logged', async () => {
  const { app, log } = await buildTestServer()
  const secret = 'sk-very-secret'
  app.log.info({
    headers: { authorization: secret, cookie: secret, 'set-cookie': secret },
    token: secret,
    body: { token: secret },
  })
  expect(log()).toContain('[redacted]')
  expect(log()).not.toContain(secret)
})

test('cuts long messages of errors that are not ours: databases quote the statement', async () => {
  const { app, lines, log } = await buildTestServer()
  const error = new Error(`Invalid query: ${'x'.repeat(400)}${prompt}`, { cause: new Error(prompt) })
  app.log.error(error)
  app.log.error({ err: error })
  app.log.error({ err: error }, 'the text for %s', 'operators')
  const err = expect.objectContaining({ message: expect.stringMatching(/^Invalid query/) })
  expect(lines()).toMatchObject([
    { err, message: 'error' },
    { err, message: 'error' },
    { err, message: 'the text for operators' },
  ])
  expect(log()).not.toContain('A prompt')
})
