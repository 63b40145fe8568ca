import { expect, test } from 'vitest'
import { buildTestServer } from '../test-support/build-test-server.ts'

const unknownId = '00000000-0000-4000-8000-000000000000'

test('shows the versions of a run, one of them, and how they descend', async () => {
  const { app, runs } = await buildTestServer()
  const { id } = await runs.start({ prompt: 'Write about our new product.' })
  const get = async (path: string) => (await app.inject(`/api/v1/refinements/${id}${path}`)).json()
  const first = { version: 0, parent: null, score: null, kept: null, isBest: false, changes: [] }
  expect(await get('/versions')).toEqual({ versions: [first] })
  expect(await get('/lineage')).toEqual({ nodes: [first], edges: [] })
  expect(await get('/versions/0')).toMatchObject({
    version: 0,
    ancestors: [],
    diff: [{ kind: 'added', text: 'Write about our new product.' }],
  })
  expect(await get('/versions/1')).toMatchObject({ statusCode: 404, code: 'NOT_FOUND' })
  expect(await get('/versions/x')).toMatchObject({ statusCode: 400 })
})

test.each(['/versions', '/versions/0', '/lineage'])('says that a run does not exist: %s', async (path) => {
  const { app } = await buildTestServer()
  expect((await app.inject(`/api/v1/refinements/${unknownId}${path}`)).json()).toMatchObject({ code: 'RUN_NOT_FOUND' })
})
