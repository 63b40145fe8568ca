import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultMetaPrompts } from '../refinement/meta-prompts/defaults.ts'
import { roleNames } from '../refinement/meta-prompts/roles.ts'
import type { Database } from '../storage/database.ts'
import { createMetaPromptStore, type MetaPromptStore } from '../storage/meta-prompt-store.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { seedMetaPrompts } from './seed.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())
let database: Database
beforeAll(async () => {
  database = await databases.open()
})
/** The store of a database without any meta-prompt. */
async function open(): Promise<MetaPromptStore> {
  await database.client.metaPromptVersion.deleteMany()
  await database.client.activeMetaPrompt.deleteMany()
  return createMetaPromptStore(database)
}

const release = (text: string) => ({ ...defaultMetaPrompts, enhancer: text })
const author = (version: number) =>
  ({ role: 'enhancer', version, text: 'Mine', note: '', origin: 'author', contentHash: 'mine' }) as const
/** Versions of the role, newest first, the active one in brackets. */
async function enhancer(store: MetaPromptStore): Promise<string> {
  const [versions, active] = [await store.history('enhancer'), (await store.activeVersions()).enhancer]
  return versions.map(({ version, text }) => (version === active ? `[${text}]` : text)).join(' ')
}

test('a new database gets every default, and each is active', async () => {
  const store = await open()
  await seedMetaPrompts(store, defaultMetaPrompts)
  expect(await store.activeVersions()).toEqual(Object.fromEntries(roleNames.map((role) => [role, 1])))
  for (const role of roleNames)
    expect((await store.history(role))[0]).toMatchObject({ text: defaultMetaPrompts[role], origin: 'shipped' })
})

test('a further start with the same release changes nothing', async () => {
  const store = await open()
  for (let start = 0; start < 3; start++) await seedMetaPrompts(store, release('First'))
  expect(await enhancer(store)).toBe('[First]')
})

test('the default of a new release takes the place of one that nobody has touched', async () => {
  const store = await open()
  await seedMetaPrompts(store, release('First'))
  await seedMetaPrompts(store, release('Second'))
  expect(await enhancer(store)).toBe('[Second] First')
  // The release before, after a roll-back, and the new one again.
  await seedMetaPrompts(store, release('First'))
  await seedMetaPrompts(store, release('Second'))
  expect(await enhancer(store)).toBe('[Second] First')
})

test('an author’s text stays active, and the new default waits beside it', async () => {
  const store = await open()
  await seedMetaPrompts(store, release('First'))
  await store.add(author(2), 'always')
  await seedMetaPrompts(store, release('Second'))
  expect(await enhancer(store)).toBe('Second [Mine] First')
  await seedMetaPrompts(store, release('Third'))
  expect(await enhancer(store)).toBe('Third Second [Mine] First')
})

test('an author’s text that is not active does not hold the new default back', async () => {
  const store = await open()
  await seedMetaPrompts(store, release('First'))
  await store.add(author(2), 'never')
  await seedMetaPrompts(store, release('Second'))
  expect(await enhancer(store)).toBe('[Second] Mine First')
})

test('an older default that somebody went back to stays active', async () => {
  const store = await open()
  await seedMetaPrompts(store, release('First'))
  await seedMetaPrompts(store, release('Second'))
  await store.activate('enhancer', 1, 2)
  await seedMetaPrompts(store, release('Third'))
  expect(await enhancer(store)).toBe('Third Second [First]')
})

test('processes that start at once store each default once', async () => {
  const store = await open()
  await Promise.all(Array.from({ length: 5 }, () => seedMetaPrompts(store, release('First'))))
  expect(await enhancer(store)).toBe('[First]')
  await Promise.all(
    Array.from({ length: 5 }, (_, process) => seedMetaPrompts(store, release(process % 2 === 0 ? 'Second' : 'First'))),
  )
  expect(await enhancer(store)).toBe('[Second] First')
})

test('somebody who is always faster ends it with words', async () => {
  const store = await open()
  const refusing = { ...store, add: async () => false }
  await expect(seedMetaPrompts(refusing, defaultMetaPrompts)).rejects.toThrow('others were faster 20 times')
})
