import { beforeEach, expect, test } from 'vitest'
import type { Model } from '../contract/models.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import type { Database } from './database.ts'
import { createModelListings } from './model-listings.ts'

const model = (name: string): Model => ({ id: `openai:${name}`, provider: 'openai', name, simulated: false })

/** What the kept lists must do on every database, each test on a new one. */
export function modelListingsSuite(databases: Pick<TestDatabases, 'open'>): void {
  let database: Database
  beforeEach(async () => {
    database = await databases.open()
  })

  test('the last list of a source is kept, and no other source’s', async () => {
    const kept = createModelListings(database)
    await kept.write('openai', [model('a')])
    await kept.write('openai', [
      { ...model('b'), prices: null },
      { ...model('u'), name: 'ü 🙂' },
    ])
    await kept.write('openai http://127.0.0.1:1/v1', [])
    expect(await kept.read('openai')).toEqual([
      { ...model('b'), prices: null },
      { ...model('u'), name: 'ü 🙂' },
    ])
    expect(await kept.read('openai http://127.0.0.1:1/v1')).toEqual([])
    expect(await kept.read('gemini')).toBeNull()
  })

  test('entries of another version of the program are left out', async () => {
    const models = JSON.stringify([model('a'), { ...model('b'), later: 1 }, 7])
    await database.client.modelListing.create({ data: { source: 'openai', models, at: new Date() } })
    expect(await createModelListings(database).read('openai')).toEqual([model('a')])
  })

  test('processes that write at once leave one whole list', async () => {
    const kept = createModelListings(database)
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => kept.write('gemini', [model(name)])))
    expect(await kept.read('gemini')).toHaveLength(1)
  })
}
