import { beforeAll, beforeEach, expect, test } from 'vitest'
import { AssistantRole } from '../contract/run-input.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import type { Database } from './database.ts'
import { createMetaPromptStore, type MetaPromptStore, type NewMetaPrompt } from './meta-prompt-store.ts'

/** What every database must do. */
export function metaPromptStoreSuite(databases: Pick<TestDatabases, 'open'>): void {
  let database: Database
  let store: MetaPromptStore
  beforeAll(async () => {
    database = await databases.open()
    store = createMetaPromptStore(database)
  })
  beforeEach(async () => {
    await database.client.metaPromptVersion.deleteMany()
    await database.client.activeMetaPrompt.deleteMany()
  })

  const version = (number: number, given: Partial<NewMetaPrompt> = {}): NewMetaPrompt => ({
    role: 'enhancer',
    version: number,
    text: `Text ${number}`,
    note: '',
    origin: 'author',
    contentHash: `hash-${number}`,
    ...given,
  })

  test('keeps versions as they were given, newest first, each role for itself', async () => {
    const strange = 'Größe “ß” 🙂 \' " \\ {{prompt}}\n'
    expect(await store.add(version(1, { text: strange, note: strange, origin: 'shipped' }), 'never')).toBe(true)
    expect(await store.add(version(2), 'never')).toBe(true)
    expect(await store.add(version(1, { role: 'judge' }), 'never')).toBe(true)
    const [second, first, ...others] = await store.history('enhancer')
    expect(first).toEqual({
      role: 'enhancer',
      version: 1,
      text: strange,
      note: strange,
      origin: 'shipped',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
    })
    expect([second?.version, others]).toEqual([2, []])
    expect(await store.find('enhancer', 1)).toEqual(first)
    expect(await store.find('enhancer', 3)).toBeNull()
    expect(await store.shippedHashes()).toEqual([{ role: 'enhancer', contentHash: 'hash-1' }])
    expect(await store.activeVersions()).toEqual({})
  })

  test('of two editors one is refused, whose text is neither stored nor active', async () => {
    await store.add(version(1), 'always')
    const results = await Promise.all(
      ['A', 'B', 'C'].map((text) => store.add(version(2, { text, note: text }), 'always')),
    )
    expect(results.toSorted()).toEqual([false, false, true])
    const winner = ['A', 'B', 'C'][results.indexOf(true)]
    expect((await store.history('enhancer')).map(({ text }) => text)).toEqual([winner, 'Text 1'])
    expect(await store.activeVersions()).toEqual({ enhancer: 2 })
    expect(await store.add(version(1), 'always')).toBe(false)
    expect(await store.activeVersions()).toEqual({ enhancer: 2 })
  })

  test('makes a version active only instead of the one that its editor knows', async () => {
    await store.add(version(1), 'always')
    await store.add(version(2), { insteadOf: 1 })
    expect(await store.activeVersions()).toEqual({ enhancer: 2 })
    await store.add(version(3), { insteadOf: 1 })
    expect(await store.activeVersions()).toEqual({ enhancer: 2 })
    expect(await store.activate('enhancer', 3, 1)).toBe(false)
    expect(await store.activate('enhancer', 3, 2)).toBe(true)
    expect(await store.activate('judge', 1, 1)).toBe(false)
    expect(await store.activeVersions()).toEqual({ enhancer: 3 })
  })

  test('has one active version for each role', async () => {
    const roleNames = AssistantRole.enum
    expect(roleNames.length).toBeGreaterThan(1)
    for (const role of roleNames) await store.add(version(1, { role }), 'always')
    for (const role of roleNames) await store.add(version(2, { role }), 'always')
    expect(await store.activeVersions()).toEqual(Object.fromEntries(roleNames.map((role) => [role, 2])))
  })
}
