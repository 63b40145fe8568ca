import { createHash } from 'node:crypto'
import type { AssistantRole } from '../contract/run-input.ts'
import type { MetaPromptStore } from '../storage/meta-prompt-store.ts'

export const contentHash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Enough for every process of a deployment to be faster once for each role. */
const mostAttempts = 20

/**
 * Stores the defaults of this release that are not there yet, each as a new version. It becomes the active one where the
 * newest default before it is active, which nobody has touched; an author's text stays active, and so does an older
 * default that somebody went back to. Nothing is ever overwritten. Several processes may do this at once.
 */
export async function seedMetaPrompts(
  store: Pick<MetaPromptStore, 'add' | 'activeVersions' | 'shippedHashes' | 'history'>,
  defaults: Readonly<Record<AssistantRole, string>>,
): Promise<void> {
  const stored = await store.shippedHashes()
  // The keys are those of the type.
  for (const role of Object.keys(defaults) as AssistantRole[])
    if (!isStored(stored, role, contentHash(defaults[role]))) await seedRole(store, role, defaults[role])
}

const isStored = (stored: Awaited<ReturnType<MetaPromptStore['shippedHashes']>>, role: AssistantRole, hash: string) =>
  stored.some((each) => each.role === role && each.contentHash === hash)

async function seedRole(store: Parameters<typeof seedMetaPrompts>[0], role: AssistantRole, text: string) {
  const hash = contentHash(text)
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const [history, active] = [await store.history(role), (await store.activeVersions())[role]]
    const newestDefault = history.find(({ origin }) => origin === 'shipped')?.version
    const version = (history[0]?.version ?? 0) + 1
    const note = 'Came with the release'
    const activation = active === undefined ? 'always' : active === newestDefault ? { insteadOf: active } : 'never'
    if (await store.add({ role, version, text, note, origin: 'shipped', contentHash: hash }, activation)) return
    // Another process may have stored this very text.
    if (isStored(await store.shippedHashes(), role, hash)) return
  }
  throw new Error(
    `Expected to store the default meta-prompt of the role ${role}; others were faster ${mostAttempts} times`,
  )
}
