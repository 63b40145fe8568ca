import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

let webRoot: string
beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'mpla-web-'))
  await mkdir(join(webRoot, 'assets'))
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>MPLA</title>')
  await writeFile(join(webRoot, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(webRoot, 'assets', 'index-DkT3b9_Q.js'), 'export {}')
  await writeFile(join(webRoot, '..', 'outside.txt'), 'outside')
})
afterAll(async () => {
  await rm(webRoot, { recursive: true, force: true })
})

const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const get = async (url: string, headers: Record<string, string> = {}, env: Record<string, string> = {}) => {
  const { app } = await buildTestServer({ webRoot, env })
  return app.inject({ url, headers })
}

test('serves the page, asked anew each time', async () => {
  const answer = await get('/')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
  expect(answer.headers['etag']).toBeTruthy()
  expect(answer.headers['content-security-policy']).toContain("script-src 'self'")
})

test('files with a hash in the name are kept for a year, others asked anew', async () => {
  expect((await get('/assets/index-DkT3b9_Q.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache')
})

test('answers the page where a browser navigates to a path of the page', async () => {
  const answer = await get('/runs/1', navigation)
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache'])
  expect(answer.body).toContain('<title>MPLA</title>')
})

test.each([
  ['a file that is missing', '/assets/index-00000000.js', { accept: '*/*' }],
  ['a path of the API, even where a browser navigates', '/api/v1/nothing', navigation],
  ['the API itself', '/api', navigation],
  ['a path outside of the folder', '/..%2foutside.txt', { accept: '*/*' }],
])('%s is a Problem', async (_what, url, headers) => {
  const answer = await get(url, headers)
  expect(answer.statusCode).toBe(404)
  expect(answer.json()).toMatchObject({ code: 'NOT_FOUND', message: expect.stringMatching(/^There is no GET /) })
})

test('needs no token, and is not limited', async () => {
  const { app } = await buildTestServer({
    webRoot,
    env: { MPLA_ACCESS_TOKEN: 'a-token-of-some-length', RATE_LIMIT_PER_MINUTE: '1' },
  })
  for (let n = 0; n < 3; n++) expect((await app.inject('/')).statusCode).toBe(200)
})

test('without a built page the API works and says what is missing', async () => {
  const { app } = await buildTestServer()
  const answer = await app.inject({ url: '/', headers: navigation })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'NOT_FOUND'])
})
