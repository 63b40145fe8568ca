import { defaultMetaPrompts } from '../refinement/meta-prompts/defaults.ts'
import type { Database } from '../storage/database.ts'
import { createMetaPromptStore } from '../storage/meta-prompt-store.ts'
import { createMetaPrompts } from './create-meta-prompts.ts'
import type { MetaPrompts } from './meta-prompts.ts'
import { seedMetaPrompts } from './seed.ts'

/** The meta-prompts of this database, the defaults of this release among them. */
export async function openMetaPrompts(database: Database): Promise<MetaPrompts> {
  const store = createMetaPromptStore(database)
  await seedMetaPrompts(store, defaultMetaPrompts)
  return createMetaPrompts(store)
}
