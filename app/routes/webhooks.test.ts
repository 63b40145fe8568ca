import { expect, test, vi } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const id = '3f0c2b6e-7c1f-4f0e-9a53-0d6f5b1f6a10'
const webhook = { id, url: 'https://example.com/', events: ['refinement.completed' as const], createdAt: '2026-05-04T09:30:00.000Z' } // biome-ignore format: one line
const secret = `whsec_${'A'.repeat(43)}=`
const url = '/api/v1/webhooks'

async function server() {
  const webhooks = {
    create: vi.fn(async () => ({ ...webhook, secret })),
    list: vi.fn(async () => [webhook]),
    delete: vi.fn(async () => {}),
    test: vi.fn(async () => 'msg_1'),
    deliveries: vi.fn(async () => []),
  }
  return { ...(await buildTestServer({ webhooks })), webhooks }
}

test('makes, lists, tries and deletes webhooks', async () => {
  const { app, webhooks } = await server()
  const payload = { url: webhook.url, events: webhook.events }
  const created = await app.inject({ method: 'POST', url, payload })
  expect([created.statusCode, created.json()]).toEqual([201, { ...webhook, secret }])
  expect(webhooks.create).toHaveBeenCalledExactlyOnceWith(payload)
  expect((await app.inject(url)).json()).toEqual({ webhooks: [webhook] })
  const tried = await app.inject({ method: 'POST', url: `${url}/${id}/test` })
  expect([tried.statusCode, tried.json()]).toEqual([202, { delivery: 'msg_1' }])
  expect((await app.inject(`${url}/${id}/deliveries`)).json()).toEqual({ deliveries: [] })
  expect((await app.inject({ method: 'DELETE', url: `${url}/${id}` })).statusCode).toBe(204)
  expect(webhooks.delete).toHaveBeenCalledExactlyOnceWith(id)
})

test.each([
  [{ url: webhook.url }],
  [{ url: webhook.url, events: [] }],
  [{ url: webhook.url, events: ['refinement.started'] }],
  [{ ...webhook, id: undefined }],
  [{ url: webhook.url, events: webhook.events, secret: 'whsec_short' }],
])('refuses %j', async (payload) => {
  const { app, webhooks } = await server()
  expect((await app.inject({ method: 'POST', url, payload })).statusCode).toBe(400)
  expect(webhooks.create).not.toHaveBeenCalled()
})
