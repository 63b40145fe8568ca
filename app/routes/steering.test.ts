import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

async function steer(payload: unknown) {
  const { app, runs } = await buildTestServer()
  const { id } = await runs.start({ prompt: 'Write about our new product.' })
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/refinements/${id}/steering`,
    payload: payload as object,
  })
  return { answer, steered: runs.steered, body: answer.json() }
}

test.each([
  { action: 'pause' },
  { action: 'continue' },
  { action: 'feedback', text: 'Mention the price.' },
  { action: 'pin', version: 1 },
  { action: 'ban', version: 2 },
  { action: 'raise', limits: { iterations: 8 } },
])('takes $action and answers the run', async (payload) => {
  const { answer, steered, body } = await steer(payload)
  expect(answer.statusCode).toBe(200)
  expect(body.steering).toEqual({ paused: false, feedback: [], pinned: null, banned: [] })
  expect(steered).toEqual([payload])
})

test.each([
  { action: 'stop' },
  { action: 'pin' },
  { action: 'feedback', text: '' },
  { action: 'raise', limits: { iterations: 11 } },
])('refuses %j and changes nothing', async (payload) => {
  const { answer, steered, body } = await steer(payload)
  expect([answer.statusCode, body.code]).toEqual([400, 'INVALID_REQUEST'])
  expect(steered).toEqual([])
})
