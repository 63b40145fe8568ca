import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openMetaPrompts } from '../meta-prompts/open-meta-prompts.ts'
import { defaultMetaPrompts } from '../refinement/meta-prompts/defaults.ts'
import { roleNames } from '../refinement/meta-prompts/roles.ts'
import type { Database } from '../storage/database.ts'
import { buildTestServer } from '../test-support/build-test-server.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'

const databases = sqliteDatabases()
let database: Database
let app: Awaited<ReturnType<typeof buildTestServer>>['app']
beforeAll(async () => {
  database = await databases.open()
  app = (await buildTestServer({ metaPrompts: await openMetaPrompts(database) })).app
})
beforeEach(async () => {
  await database.client.metaPromptVersion.deleteMany()
  await database.client.activeMetaPrompt.deleteMany()
  await openMetaPrompts(database)
})
afterAll(async () => {
  await app.close()
  await databases.close()
})

const address = (path: string) => `/api/v1/meta-prompts${path}`
const get = async (path: string) => {
  const response = await app.inject({ url: address(path) })
  return { status: response.statusCode, body: response.json() }
}
const post = async (path: string, payload: object) => {
  const response = await app.inject({ method: 'POST', url: address(path), payload })
  return { status: response.statusCode, body: response.json(), location: response.headers.location }
}
const mine = 'Mend this:\n{{prompt}}\nAnswers:\n{{evidence}}\n'

test('lists every role with its active text and the placeholders that it knows', async () => {
  const { status, body } = await get('')
  expect(status).toBe(200)
  expect(body.items.map(({ role }: { role: string }) => role)).toEqual(roleNames)
  for (const item of body.items) {
    expect(item.active).toMatchObject({
      version: 1,
      origin: 'shipped',
      active: true,
      text: defaultMetaPrompts[item.role as 'judge'],
    })
    expect(item).toMatchObject({ latestVersion: 1, newerDefault: null })
  }
  expect(body.items[0].placeholders[0]).toEqual({
    name: 'prompt',
    required: true,
    description: 'The prompt to work on: the best version so far',
  })
})

test('stores a new version, which is used once it is activated', async () => {
  const saved = await post('/enhancer/versions', { text: mine, note: 'Shorter', expectedVersion: 1 })
  expect(saved).toMatchObject({
    status: 201,
    location: '/api/v1/meta-prompts/enhancer/versions/2',
    body: { role: 'enhancer', version: 2, text: mine, note: 'Shorter', origin: 'author', active: false },
  })
  expect((await get('/enhancer')).body).toMatchObject({ activeVersion: 1, latestVersion: 2 })
  const activated = await post('/enhancer/activate', { version: 2, expectedActive: 1 })
  expect(activated).toMatchObject({ status: 200, body: { version: 2, active: true } })
  expect((await get('/enhancer')).body).toMatchObject({
    role: 'enhancer',
    activeVersion: 2,
    latestVersion: 2,
    versions: [
      { version: 2, origin: 'author', note: 'Shorter', active: true, characters: mine.length },
      { version: 1, origin: 'shipped', active: false },
    ],
  })
  expect((await get('/enhancer/versions/2')).body).toEqual(activated.body)
})

test('a version can be stored and activated at once, and the shipped one restored', async () => {
  await post('/judge/versions', {
    text: defaultMetaPrompts.judge.replace('strict', 'kind'),
    activate: true,
    expectedVersion: 1,
  })
  expect((await get('/judge')).body).toMatchObject({ activeVersion: 2 })
  await post('/judge/activate', { version: 1, expectedActive: 2 })
  expect((await get('/judge/versions/1')).body).toMatchObject({ active: true, text: defaultMetaPrompts.judge })
  expect((await get('/judge/versions/2')).body).toMatchObject({ active: false })
})

test('the second of two editors is refused, and told what came between', async () => {
  await post('/enhancer/versions', { text: mine, note: 'Shorter', expectedVersion: 1 })
  const late = await post('/enhancer/versions', { text: `${mine}!`, expectedVersion: 1 })
  expect(late).toMatchObject({ status: 409, body: { code: 'META_PROMPT_CHANGED' } })
  expect(late.body.message).toBe(
    'Expected version 1 to be the newest meta-prompt of the role enhancer; since then came version 2 (author: "Shorter"). Compare the texts and send yours again with expectedVersion 2',
  )
  const both = await Promise.all(
    ['A', 'B'].map((note) => post('/enhancer/versions', { text: mine, note, expectedVersion: 2 })),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
  const ahead = await post('/enhancer/versions', { text: mine, expectedVersion: 9 })
  expect(ahead).toMatchObject({ status: 409, body: { message: expect.stringContaining('the newest is version 3') } })
  expect((await get('/enhancer')).body.versions).toHaveLength(3)
})

test('of two who activate at once, the second learns that another version is active', async () => {
  await post('/enhancer/versions', { text: mine, note: 'Shorter', activate: true, expectedVersion: 1 })
  const late = await post('/enhancer/activate', { version: 1, expectedActive: 1 })
  expect(late).toMatchObject({ status: 409, body: { code: 'META_PROMPT_CHANGED' } })
  expect(late.body.message).toContain('found version 2 (author: "Shorter")')
  expect((await get('/enhancer')).body).toMatchObject({ activeVersion: 2 })
})

test.each([
  ['without a required placeholder', { text: 'Mend {{prompt}}', expectedVersion: 1 }, 'Expected {{evidence}}'],
  ['with an unknown placeholder', { text: `${mine}{{answer}}`, expectedVersion: 1 }, 'found {{answer}}'],
  ['that is empty', { text: '', expectedVersion: 1 }, 'text'],
  ['with what no database holds', { text: `${mine}\u0000`, expectedVersion: 1 }, 'characters that are none'],
  ['with a note like that', { text: mine, note: '\u0000', expectedVersion: 1 }, 'note'],
  ['that does not say what it follows', { text: mine }, 'expectedVersion'],
  ['with a mistyped key', { text: mine, expectedVersion: 1, active: true }, 'active'],
])('refuses a version %s, and stores nothing', async (_, body, message) => {
  const refused = await post('/enhancer/versions', body)
  expect(refused).toMatchObject({
    status: 400,
    body: { code: 'INVALID_REQUEST', message: expect.stringContaining(message) },
  })
  expect((await get('/enhancer')).body).toMatchObject({ latestVersion: 1 })
})

test('says which version there is none of', async () => {
  const missing = {
    status: 404,
    body: { code: 'META_PROMPT_NOT_FOUND', message: expect.stringContaining('no version 7') },
  }
  expect(await get('/judge/versions/7')).toMatchObject(missing)
  expect(await get('/judge/diff?from=1&to=7')).toMatchObject(missing)
  expect(await post('/judge/activate', { version: 7, expectedActive: 1 })).toMatchObject(missing)
  expect(await get('/poet')).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
})

test.each(['words', 'lines'])('tells what changed between two versions by %s', async (by) => {
  const text = `${mine}Be brief.\n`
  await post('/enhancer/versions', { text: mine, expectedVersion: 1 })
  await post('/enhancer/versions', { text: text.replace('Mend', 'Improve'), expectedVersion: 2 })
  const { body } = await get(`/enhancer/diff?from=2&to=3&by=${by}`)
  const without = (kind: string) =>
    body.parts.flatMap((part: { kind: string; text: string }) => (part.kind === kind ? [] : [part.text])).join('')
  expect(without('added')).toBe(mine)
  expect(without('removed')).toBe(text.replace('Mend', 'Improve'))
  const removed = body.parts.find(({ kind }: { kind: string }) => kind === 'removed')
  expect(removed.text).toBe(by === 'words' ? 'Mend' : 'Mend this:\n')
})

test.each(roleNames)('previews the text of the %s as a model gets it', async (role) => {
  const { status, body } = await post(`/${role}/preview`, { text: defaultMetaPrompts[role] })
  expect(status).toBe(200)
  expect(body.problems).toEqual([])
  expect(body.text).not.toMatch(/\{\{(?!customer)/)
  expect(body.text.length).toBeGreaterThan(defaultMetaPrompts[role].length)
  expect(body.tokens).toBeGreaterThan(200)
})

test('the preview of the judge shows the answer fenced, the criteria and the form of the reply', async () => {
  const { body } = await post('/judge/preview', { text: defaultMetaPrompts.judge })
  for (const part of ['```answer\nDear Ms Example', '## clarity', '- level 0:', 'JSON schema'])
    expect(body.text).toContain(part)
})

test('a preview of a text that cannot be saved says why', async () => {
  const { status, body } = await post('/enhancer/preview', { text: 'Mend {{prompt}} {{answer}}' })
  expect(status).toBe(200)
  expect(body.problems).toHaveLength(2)
  expect(body.text).toContain('```prompt\nAnswer the e-mail of {{customer}}')
})
