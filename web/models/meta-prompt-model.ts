import { computed, createModel, signal } from '@preact/signals'
import type {
  MetaPrompt,
  MetaPromptHistory,
  MetaPromptPreview,
  MetaPromptVersion,
} from '../../app/contract/meta-prompts.ts'
import type { AssistantRole } from '../../app/contract/run-input.ts'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'

/** A failure, and what it kept from happening. */
export interface Failed {
  readonly what: string
  readonly error: ApiError
}

/** The meta-prompt of one role: its text as it is being edited, what a model would get, and all versions. */
export const MetaPromptModel = createModel((api: Api, role: AssistantRole) => {
  const metaPrompt = signal<MetaPrompt | null>(null)
  const history = signal<MetaPromptHistory | null>(null)
  const failed = signal<Failed | null>(null)
  const text = signal('')
  const note = signal('')
  /** What the server makes of the text; null until it has answered for this very text. */
  const preview = signal<MetaPromptPreview | null>(null)
  /** A version that is shown beside the active one. */
  const compared = signal<MetaPromptVersion | null>(null)
  const isBusy = signal(false)
  /** What was done last, for those who cannot see it. */
  const news = signal('')
  /** The version whose text the editor began with. */
  let begunWith: string | null = null
  const isChanged = computed(() => metaPrompt.value !== null && text.value !== metaPrompt.value.active.text)

  async function attempt(what: string, work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    try {
      await work()
      failed.value = null
    } catch (cause) {
      failed.value = { what, error: toApiError(cause) }
    } finally {
      isBusy.value = false
    }
  }

  async function read(): Promise<void> {
    const [list, versions] = await Promise.all([api.metaPrompts(), api.metaPromptHistory(role)])
    metaPrompt.value = list.items.find((item) => item.role === role) ?? null
    history.value = versions
    // What somebody has typed is never replaced by what was read.
    if (metaPrompt.value !== null && (begunWith === null || text.value === begunWith))
      begin(metaPrompt.value.active.text)
  }

  function begin(value: string): void {
    begunWith = value
    edit(value)
  }

  function edit(value: string): void {
    text.value = value
    preview.value = null
  }

  const load = (): Promise<void> => attempt('The meta-prompt could not be read.', read)

  /** Asks what a model would get. An answer for a text that was changed meanwhile is left out. */
  async function check(): Promise<void> {
    const asked = text.value
    try {
      const answer = await api.previewMetaPrompt(role, asked)
      if (text.value === asked) preview.value = answer
    } catch (cause) {
      if (text.value === asked) failed.value = { what: 'The text could not be checked.', error: toApiError(cause) }
    }
  }

  const save = (activate: boolean): Promise<void> =>
    attempt('The text was not saved.', async () => {
      const expectedVersion = history.value?.latestVersion ?? 1
      const saved = await api.saveMetaPrompt(role, { text: text.value, note: note.value, activate, expectedVersion })
      begunWith = saved.text
      note.value = ''
      news.value = activate ? `Version ${saved.version} is saved and in use.` : `Version ${saved.version} is saved.`
      await read()
    })

  const restore = (version: number): Promise<void> =>
    attempt(`Version ${version} was not put to use.`, async () => {
      const expectedActive = history.value?.activeVersion ?? 1
      await api.activateMetaPrompt(role, { version, expectedActive })
      compared.value = null
      news.value = `Version ${version} is in use.`
      await read()
    })

  const compare = (version: number | null): Promise<void> =>
    attempt('The version could not be read.', async () => {
      compared.value = version === null ? null : await api.metaPromptVersion(role, version)
    })

  /** Puts the text of the compared version into the editor. */
  function editCompared(): void {
    if (compared.value !== null) edit(compared.value.text)
  }

  return {
    metaPrompt,
    history,
    failed,
    text,
    note,
    preview,
    compared,
    isBusy,
    news,
    isChanged,
    load,
    edit,
    check,
    save,
    restore,
    compare,
    editCompared,
  }
})
export type MetaPromptModel = InstanceType<typeof MetaPromptModel>
