import { expect, test } from 'vitest'
import { eventTypes } from '../contract/refinement-events.ts'
import { buildTestServer } from '../test-support/build-test-server.ts'

interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[]
  requestBody?: { content: Record<string, { schema: unknown }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>
  security?: unknown[]
}
interface Document {
  openapi: string
  info: { version: string }
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

async function read(env: Record<string, string> = {}) {
  const { app } = await buildTestServer({ env })
  const document: Document = (await app.inject('/api/docs/json')).json()
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
  )
  return { app, document, operations }
}

test('describes every route', async () => {
  const { document, operations } = await read({ MPLA_VERSION: '1.2.3' })
  expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } })
  expect(operations.map(({ name }) => name).toSorted()).toEqual([
    'delete /api/v1/session',
    'delete /api/v1/webhooks/{id}',
    'get /api/health',
    'get /api/health/live',
    'get /api/health/ready',
    'get /api/metrics',
    'get /api/v1/analytics',
    'get /api/v1/checks',
    'get /api/v1/lessons',
    'get /api/v1/lessons/{id}',
    'get /api/v1/meta-prompts',
    'get /api/v1/meta-prompts/{role}',
    'get /api/v1/meta-prompts/{role}/diff',
    'get /api/v1/meta-prompts/{role}/versions/{version}',
    'get /api/v1/models',
    'get /api/v1/refinements',
    'get /api/v1/refinements/{id}',
    'get /api/v1/refinements/{id}/events',
    'get /api/v1/refinements/{id}/export',
    'get /api/v1/refinements/{id}/lineage',
    'get /api/v1/refinements/{id}/versions',
    'get /api/v1/refinements/{id}/versions/{version}',
    'get /api/v1/session',
    'get /api/v1/webhooks',
    'get /api/v1/webhooks/{id}/deliveries',
    'post /api/v1/checks/try',
    'post /api/v1/lessons/{id}/state',
    'post /api/v1/meta-prompts/{role}/activate',
    'post /api/v1/meta-prompts/{role}/preview',
    'post /api/v1/meta-prompts/{role}/versions',
    'post /api/v1/refinements',
    'post /api/v1/refinements/import',
    'post /api/v1/refinements/preflight',
    'post /api/v1/refinements/{id}/cancel',
    'post /api/v1/refinements/{id}/steering',
    'post /api/v1/session',
    'post /api/v1/webhooks',
    'post /api/v1/webhooks/{id}/test',
  ])
})

test('every operation has a name, a summary, a known tag, its path parameters, and described responses', async () => {
  const { document, operations } = await read()
  const names = operations.map(({ operation }) => operation.operationId)
  expect(new Set(names).size).toBe(operations.length)
  for (const { name, path, operation } of operations) {
    expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\w/)])
    expect(document.tags.map((tag) => tag.name)).toEqual(expect.arrayContaining(operation.tags ?? ['none']))
    const inPath = operation.parameters?.filter((parameter) => parameter.in === 'path') ?? []
    expect(inPath.map((parameter) => parameter.name)).toEqual([...path.matchAll(/{(\w+)}/g)].map((match) => match[1]))
    for (const response of Object.values(operation.responses)) expect(response.description).toMatch(/\w/)
    expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true)
  }
})

test('every error of every operation is a Problem', async () => {
  const { operations } = await read()
  const api = operations.filter(({ path }) => path.startsWith('/api/v1/'))
  expect(api.length).toBeGreaterThan(0)
  for (const { name, operation } of api) {
    const errors = Object.entries(operation.responses).filter(([status]) => /^[45]/.test(status))
    expect([name, errors.map(([status]) => status)]).toEqual([
      name,
      expect.arrayContaining(['401', '403', '429', '500', '503']),
    ])
    for (const [, { content }] of errors)
      expect(content?.['application/json']?.schema).toEqual({ $ref: '#/components/schemas/Problem' })
  }
})

test('operations with a body or parameters say 400', async () => {
  const { operations } = await read()
  const withInput = operations.filter(({ operation }) => operation.requestBody ?? operation.parameters)
  expect(withInput.length).toBeGreaterThan(4)
  for (const { name, operation } of withInput)
    expect([name, Object.keys(operation.responses)]).toEqual([name, expect.arrayContaining(['400'])])
})

test('the stream is described as one, with every type of event', async () => {
  const { document } = await read()
  const ok = document.paths['/api/v1/refinements/{id}/events']?.['get']?.responses['200']
  expect(ok?.content?.['text/event-stream']?.schema).toEqual({ $ref: '#/components/schemas/StreamedEvent' })
  const schema = JSON.stringify(document.components.schemas['StreamedEvent'])
  for (const type of eventTypes) expect(schema).toContain(`"${type}"`)
})

test('names what clients know by name, and every reference leads somewhere', async () => {
  const { document } = await read()
  const { schemas } = document.components
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    (match) => match[1],
  )
  expect(references.length).toBeGreaterThan(60)
  expect(Object.keys(schemas)).toEqual(expect.arrayContaining(references))
  expect(Object.keys(schemas).filter((name) => !references.includes(name))).toEqual([])
  const body = document.paths['/api/v1/refinements']?.['post']?.requestBody?.content['application/json']
  expect(body?.schema).toEqual({ $ref: '#/components/schemas/StartRefinement' })
})

test('asks for the token where the server does, and on no public route', async () => {
  const { operations } = await read()
  expect(operations.length).toBeGreaterThan(0)
  const { app } = await buildTestServer({ env: { MPLA_ACCESS_TOKEN: 'a-token-of-some-length' } })
  const headers = { authorization: 'Bearer a-token-of-some-length' }
  const document = (await app.inject({ url: '/api/docs/json', headers })).json()
  expect(document.security).toEqual([{ token: [] }, { session: [] }])
  expect(document.paths['/api/health/live'].get.security).toEqual([])
  expect(document.paths['/api/v1/models'].get.security).toBeUndefined()
})

test('the page works without inline scripts', async () => {
  const { app } = await read()
  const answer = await app.inject('/api/docs')
  expect(answer.headers['content-security-policy']).toMatch(/default-src 'self'/)
  expect(answer.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe|upgrade-insecure-requests/)
  const scripts = [...answer.body.matchAll(/<script([^>]*)>([^<]*)/g)]
  expect(scripts.length).toBeGreaterThan(0)
  for (const [, attributes, text] of scripts)
    expect([attributes, text?.trim()]).toEqual([expect.stringContaining('src='), ''])
  for (const [, source] of answer.body.matchAll(/<script[^>]* src="([^"]+)"/g))
    expect((await app.inject(new URL(source ?? '', 'http://localhost/api/docs').pathname)).statusCode).toBe(200)
})
