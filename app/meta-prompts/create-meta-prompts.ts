import type { MetaPromptVersion } from '../contract/meta-prompts.ts'
import type { AssistantRole } from '../contract/run-input.ts'
import { AppError } from '../errors.ts'
import { placeholders } from '../refinement/meta-prompts/placeholders.ts'
import { placeholdersOf, roleNames, roles } from '../refinement/meta-prompts/roles.ts'
import { templateProblems } from '../refinement/meta-prompts/template-problems.ts'
import { textDiff } from '../refinement/text/text-diff.ts'
import type { MetaPromptStore, StoredMetaPrompt } from '../storage/meta-prompt-store.ts'
import type { MetaPrompts } from './meta-prompts.ts'
import { previewOf } from './preview.ts'
import { contentHash } from './seed.ts'

/** The meta-prompts of a store that has the defaults already. */
export function createMetaPrompts(store: MetaPromptStore): MetaPrompts {
  async function find(role: AssistantRole, version: number): Promise<StoredMetaPrompt> {
    const found = await store.find(role, version)
    if (found !== null) return found
    throw new AppError('META_PROMPT_NOT_FOUND', `There is no version ${version} of the meta-prompt of the role ${role}`)
  }

  async function read(role: AssistantRole) {
    const [versions, active] = await Promise.all([store.history(role), store.activeVersions()])
    const activeVersion = active[role]
    const current = versions.find(({ version }) => version === activeVersion)
    const [latest] = versions
    if (activeVersion === undefined || current === undefined || latest === undefined)
      throw new Error(
        `Expected an active meta-prompt of the role ${role}, found none; the defaults are stored at a start`,
      )
    return { versions, current, latestVersion: latest.version }
  }

  const isActive = async ({ role, version }: StoredMetaPrompt) => (await store.activeVersions())[role] === version

  return {
    async list() {
      const items = roleNames.map(async (role) => {
        const { versions, current, latestVersion } = await read(role)
        const newest = versions.find(({ origin }) => origin === 'shipped')?.version ?? 0
        return {
          role,
          description: roles[role].description,
          placeholders: placeholdersFor(role),
          active: withActive(current, true),
          latestVersion,
          newerDefault: newest > current.version ? newest : null,
        }
      })
      return { items: await Promise.all(items) }
    },

    async history(role) {
      const { versions, current, latestVersion } = await read(role)
      const summaries = versions.map(({ role: _, text, ...row }) => ({
        ...row,
        active: row.version === current.version,
        characters: text.length,
      }))
      return { role, activeVersion: current.version, latestVersion, versions: summaries }
    },

    async version(role, version) {
      const found = await find(role, version)
      return withActive(found, await isActive(found))
    },

    async save(role, { text, note = '', activate = false, expectedVersion }) {
      const problems = templateProblems(role, text)
      if (problems.length > 0) throw new AppError('INVALID_REQUEST', `body/text: ${problems.join('; ')}`)
      const { latestVersion } = await read(role)
      const version = expectedVersion + 1
      const metaPrompt = { role, version, text, note, origin: 'author' as const, contentHash: contentHash(text) }
      const isStored = latestVersion === expectedVersion && (await store.add(metaPrompt, activate ? 'always' : 'never'))
      if (!isStored) throw await changedSince(role, expectedVersion)
      return this.version(role, version)
    },

    async activate(role, { version, expectedActive }) {
      const wanted = await find(role, version)
      if (!(await store.activate(role, version, expectedActive))) {
        const { current } = await read(role)
        throw new AppError(
          'META_PROMPT_CHANGED',
          `Expected version ${expectedActive} of the meta-prompt of the role ${role} to be active, found version ${current.version}${said(current)}; look at it and send the request again with expectedActive ${current.version}`,
        )
      }
      return withActive(wanted, true)
    },

    async diff(role, { from, to, by = 'words' }) {
      const [before, after] = await Promise.all([find(role, from), find(role, to)])
      return { role, from, to, parts: textDiff(before.text, after.text, by) }
    },

    preview: previewOf,

    async forRun(wanted) {
      const active = await store.activeVersions()
      return Promise.all(
        wanted.map(async (role) => {
          const { version, text } = await find(role, active[role] ?? 0)
          return { role, version, text }
        }),
      )
    },
  }

  async function changedSince(role: AssistantRole, expectedVersion: number): Promise<AppError> {
    const { versions, latestVersion } = await read(role)
    const newer = versions.filter(({ version }) => version > expectedVersion).toReversed()
    const what =
      newer.length === 0
        ? `the newest is version ${latestVersion}`
        : `since then came ${newer.map((each) => `version ${each.version}${said(each)}`).join(', ')}`
    return new AppError(
      'META_PROMPT_CHANGED',
      `Expected version ${expectedVersion} to be the newest meta-prompt of the role ${role}; ${what}. Compare the texts and send yours again with expectedVersion ${latestVersion}`,
    )
  }
}

const withActive = (stored: StoredMetaPrompt, active: boolean): MetaPromptVersion => ({ ...stored, active })

/** The reason that its author gave. */
const said = ({ note, origin }: StoredMetaPrompt) =>
  note === '' ? ` (${origin})` : ` (${origin}: ${JSON.stringify(note)})`

const placeholdersFor = (role: AssistantRole) => {
  const required: readonly string[] = roles[role].required
  return placeholdersOf(role).map((name) => ({
    name,
    required: required.includes(name),
    description: placeholders[name].description,
  }))
}
