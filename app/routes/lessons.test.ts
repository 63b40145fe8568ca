import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLessons } from '../lessons/open-lessons.ts'
import type { Database } from '../storage/database.ts'
import { buildTestServer } from '../test-support/build-test-server.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'

const databases = sqliteDatabases()
let database: Database
let app: Awaited<ReturnType<typeof buildTestServer>>['app']
beforeAll(async () => {
  database = await databases.open()
  app = (await buildTestServer({ lessons: openLessons(database) })).app
})
beforeEach(async () => {
  await database.client.lesson.deleteMany()
})
afterAll(async () => {
  await app.close()
  await databases.close()
})

const get = async (path: string) => {
  const response = await app.inject({ url: `/api/v1/lessons${path}` })
  return { status: response.statusCode, body: response.json() }
}
const set = async (id: string, payload: object) => {
  const response = await app.inject({ method: 'POST', url: `/api/v1/lessons/${id}/state`, payload })
  return { status: response.statusCode, body: response.json() }
}

interface Given {
  readonly origin?: string
  readonly taskKind?: string
  readonly language?: string
  readonly earned?: number
  /** What runs with it gained, and those without. */
  readonly offered?: readonly number[]
  readonly withheld?: readonly number[]
}
const at = new Date('2026-05-04T09:30:00.000Z')
const idOf = (letter: string) => letter.repeat(32)

/** A lesson as runs have left it. @param letter of its id, a to f */
async function store(letter: string, given: Given = {}): Promise<string> {
  const { origin = 'real', taskKind = 'write', language = 'en', earned = 0.2, offered = [], withheld = [] } = given
  const trials = [
    ...offered.map((uplift) => ({ uplift, offered: true })),
    ...withheld.map((uplift) => ({ uplift, offered: false })),
  ]
  const evidence = { runId: randomUUID(), version: 2, uplift: earned, lower: 0.1, upper: 0.3, pairs: 8, shared: 1, at }
  await database.client.lesson.create({
    data: {
      id: idOf(letter),
      text: `Lesson ${letter}.`,
      ...{ origin, taskKind, language, createdAt: at },
      evidence: { create: evidence },
      trials: { createMany: { data: trials.map((trial) => ({ ...trial, runId: randomUUID(), pairs: 8, at })) } },
    },
  })
  return idOf(letter)
}
const letters = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id.charAt(0)).join('')
const many = (uplift: number, count: number) => Array.from({ length: count }, () => uplift)

test('lists lessons as they would be offered, and the retired ones after them', async () => {
  await store('a', { offered: many(-0.5, 8), withheld: many(0.4, 4) })
  await store('b', { earned: 0.1 })
  await store('c', { earned: 0.3 })
  await store('d', { offered: many(0.4, 6), withheld: many(0.1, 3) })
  const { status, body } = await get('')
  expect(status).toBe(200)
  expect([letters(body), body.total]).toEqual(['dcba', 4])
  expect(body.items[0]).toMatchObject({
    text: 'Lesson d.',
    state: 'active',
    retired: null,
    measured: { offered: { runs: 6 }, withheld: { runs: 3 } },
  })
  const { mean, lower, upper } = body.items[0].measured.uplift
  expect(lower).toBeLessThan(mean)
  expect(mean).toBeGreaterThan(0)
  expect(upper).toBeGreaterThan(mean)
  expect(body.items[3]).toMatchObject({ state: 'retired', retired: { by: 'measurement' } })
  expect(letters((await get('?limit=1')).body)).toBe('d')
})

test('finds them by origin, state, kind of task and language', async () => {
  await store('a')
  await store('b', { origin: 'simulated' })
  await store('c', { taskKind: 'email' })
  await store('d', { language: 'und' })
  await store('e', { offered: many(-0.5, 8), withheld: many(0.4, 4) })
  const found = async (query: string) => letters((await get(query)).body)
  expect(await found('?origin=simulated')).toBe('b')
  expect(await found('?taskKind=email')).toBe('c')
  expect(await found('?language=und')).toBe('d')
  expect(await found('?state=retired')).toBe('e')
  expect(await found('?state=active&origin=real&taskKind=write&language=en')).toBe('a')
})

test('tells the runs behind a lesson', async () => {
  const id = await store('a', { offered: [0.25], withheld: [0.125] })
  const { status, body } = await get(`/${id}`)
  expect(status).toBe(200)
  expect(body.evidence).toEqual([
    {
      run: expect.stringMatching(/^[0-9a-f-]{36}$/),
      version: 2,
      uplift: { mean: 0.2, lower: 0.1, upper: 0.3 },
      pairs: 8,
      lessons: 1,
      at: at.toISOString(),
    },
  ])
  expect(body.trials.map(({ offered, uplift }: { offered: boolean; uplift: number }) => [offered, uplift])).toEqual(
    expect.arrayContaining([
      [true, 0.25],
      [false, 0.125],
    ]),
  )
})

test('retires and restores, as often as it is said', async () => {
  const id = await store('a')
  for (let time = 0; time < 2; time++)
    expect(await set(id, { state: 'retired', note: 'Not for us' })).toMatchObject({
      status: 200,
      body: { id, state: 'retired', retired: { by: 'author', reason: 'Not for us' } },
    })
  for (let time = 0; time < 2; time++)
    expect(await set(id, { state: 'active' })).toMatchObject({ status: 200, body: { state: 'active', retired: null } })
  expect((await get(`/${id}`)).body).toMatchObject({ state: 'active', earned: { runs: 1 } })
})

test('a lesson that was retired for what it did begins anew when it is restored', async () => {
  const id = await store('a', { offered: many(-0.5, 8), withheld: many(0.4, 4) })
  expect((await get(`/${id}`)).body.state).toBe('retired')
  const { body } = await set(id, { state: 'active' })
  expect(body).toMatchObject({ state: 'active', measured: { offered: { runs: 0, mean: null }, uplift: null } })
  expect((await get(`/${id}`)).body.trials).toHaveLength(12)
})

test('says what it does not know or take', async () => {
  const missing = { status: 404, body: { code: 'LESSON_NOT_FOUND', message: `There is no lesson ${idOf('f')}` } }
  expect(await get(`/${idOf('f')}`)).toMatchObject(missing)
  expect(await set(idOf('f'), { state: 'retired' })).toMatchObject(missing)
  expect(await set(idOf('f'), { state: 'active' })).toMatchObject(missing)
  const refused = { status: 400, body: { code: 'INVALID_REQUEST' } }
  expect(await get('/not-an-id')).toMatchObject(refused)
  expect(await get('?state=sleeping')).toMatchObject(refused)
  expect(await get('?limit=0')).toMatchObject(refused)
  const id = await store('a')
  for (const body of [{}, { state: 'gone' }, { state: 'retired', note: '\u0000' }, { state: 'retired', why: 'x' }])
    expect(await set(id, body)).toMatchObject(refused)
  expect((await get(`/${id}`)).body.state).toBe('active')
})
