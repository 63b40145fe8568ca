// @vitest-environment node
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createHttpClient } from './http-client.ts'

let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()))
})
let origin = ''
const onUnauthorized = vi.fn()

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // listening on TCP
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => void onUnauthorized.mockClear())

const client = (timeoutMs = 5_000) => createHttpClient({ origin, onUnauthorized, timeoutMs })
const json = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

test('sends every request to the path and with the body of the contract', async () => {
  const seen: string[] = []
  answer = (request, response, body) => {
    seen.push(`${request.method} ${request.url} ${request.headers['content-type'] ?? ''} ${body}`.trim())
    json(response, 200, {})
  }
  const api = client()
  await api.session()
  await api.logIn('a token')
  await api.logOut()
  await api.models()
  await api.start({ prompt: 'Write a poem.' })
  await api.refinement('7')
  await api.refinements()
  await api.refinements({ cursor: 'a b&c' })
  await api.refinements({ cursor: undefined, q: '"gift card" -lost', status: '' })
  await api.cancel('7')
  await api.importRun('{\n"format": "mpla-run"}')
  await api.importRun('{"a":1}\n{"b":2}\n')
  await api.analytics({ days: 30, simulated: true })
  await api.webhooks()
  await api.createWebhook({ url: 'https://example.com/', events: ['refinement.failed'] })
  await api.testWebhook('9')
  await api.webhookDeliveries('9')
  await api.deleteWebhook('9')
  await api.metaPrompts()
  await api.metaPromptHistory('judge')
  await api.metaPromptVersion('judge', 2)
  await api.saveMetaPrompt('judge', { text: 'T', expectedVersion: 2 })
  await api.activateMetaPrompt('judge', { version: 1, expectedActive: 2 })
  await api.previewMetaPrompt('judge', 'T')
  expect(seen).toEqual([
    'GET /api/v1/session',
    'POST /api/v1/session application/json {"token":"a token"}',
    'DELETE /api/v1/session',
    'GET /api/v1/models',
    'POST /api/v1/refinements application/json {"prompt":"Write a poem."}',
    'GET /api/v1/refinements/7',
    'GET /api/v1/refinements',
    'GET /api/v1/refinements?cursor=a%20b%26c',
    'GET /api/v1/refinements?q=%22gift%20card%22%20-lost',
    'POST /api/v1/refinements/7/cancel',
    'POST /api/v1/refinements/import application/json {\n"format": "mpla-run"}',
    'POST /api/v1/refinements/import application/jsonl {"a":1}\n{"b":2}',
    'GET /api/v1/analytics?days=30&simulated=true',
    'GET /api/v1/webhooks',
    'POST /api/v1/webhooks application/json {"url":"https://example.com/","events":["refinement.failed"]}',
    'POST /api/v1/webhooks/9/test',
    'GET /api/v1/webhooks/9/deliveries',
    'DELETE /api/v1/webhooks/9',
    'GET /api/v1/meta-prompts',
    'GET /api/v1/meta-prompts/judge',
    'GET /api/v1/meta-prompts/judge/versions/2',
    'POST /api/v1/meta-prompts/judge/versions application/json {"text":"T","expectedVersion":2}',
    'POST /api/v1/meta-prompts/judge/activate application/json {"version":1,"expectedActive":2}',
    'POST /api/v1/meta-prompts/judge/preview application/json {"text":"T"}',
  ])
})

test('a problem of the server becomes an error with its message and request id', async () => {
  answer = (_, response) =>
    json(response, 400, { statusCode: 400, code: 'INVALID_REQUEST', message: 'body/prompt is short', requestId: 'r-1' })
  await expect(client().start({ prompt: 'x' })).rejects.toMatchObject({
    name: 'ApiError',
    status: 400,
    code: 'INVALID_REQUEST',
    message: 'body/prompt is short',
    requestId: 'r-1',
  })
  expect(onUnauthorized).not.toHaveBeenCalled()
})

const refuse = (response: ServerResponse, seconds: number) =>
  void response
    .writeHead(503, { 'content-type': 'application/json', 'retry-after': String(seconds) })
    .end(JSON.stringify({ statusCode: 503, code: 'OVERLOADED', message: 'm', requestId: 'r' }))

test('an overloaded server is asked again when it said to', async () => {
  const seen: string[] = []
  answer = (_, response, body) => {
    seen.push(body)
    if (seen.length < 3) refuse(response, 0.05)
    else json(response, 201, { id: '7' })
  }
  expect(await client().start({ prompt: 'Write a poem.' })).toEqual({ id: '7' })
  expect(seen).toEqual(Array.from({ length: 3 }, () => '{"prompt":"Write a poem."}'))
})

test('an overloaded server is not waited for longer than for an answer', async () => {
  const refused = vi.fn(refuse)
  answer = (_, response) => refused(response, 5)
  await expect(client(1_000).models()).rejects.toMatchObject({ status: 503, code: 'OVERLOADED' })
  expect(refused).toHaveBeenCalledOnce()
})

test('401 asks for the token again', async () => {
  answer = (_, response) => json(response, 401, { statusCode: 401, code: 'UNAUTHORIZED', message: 'm', requestId: 'r' })
  await expect(client().models()).rejects.toMatchObject({ status: 401 })
  expect(onUnauthorized).toHaveBeenCalledOnce()
})

test.each([502, 200])(
  'an answer with status %i that is not ours is named as such, and its text is not shown',
  async (status) => {
    answer = (_, response) => void response.writeHead(status, { 'x-request-id': 'edge-1' }).end('<h1>Gateway</h1>')
    await expect(client().models()).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      requestId: 'edge-1',
      message: expect.not.stringContaining('Gateway'),
    })
  },
)

test('an answer without a body is fine where none is expected', async () => {
  answer = (_, response) => void response.writeHead(204).end()
  await expect(client().logOut()).resolves.toBeUndefined()
})

test('a server that is not there, and one that is slow, are told apart', async () => {
  answer = (request) => void request.socket.destroy()
  await expect(client().models()).rejects.toMatchObject({ status: 0, code: 'UNREACHABLE' })
  answer = () => {}
  await expect(client(50).models()).rejects.toMatchObject({ status: 0, code: 'TIMED_OUT' })
})
