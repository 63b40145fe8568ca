import { createModel, signal } from '@preact/signals'
import type { MetaPrompt } from '../../app/contract/meta-prompts.ts'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'

/** All roles with their active meta-prompts. */
export const MetaPromptsModel = createModel((api: Api) => {
  const items = signal<readonly MetaPrompt[] | null>(null)
  const error = signal<ApiError | null>(null)

  async function load(): Promise<void> {
    try {
      items.value = (await api.metaPrompts()).items
      error.value = null
    } catch (cause) {
      error.value = toApiError(cause)
    }
  }

  return { items, error, load }
})
export type MetaPromptsModel = InstanceType<typeof MetaPromptsModel>
