import { createModel, signal } from '@preact/signals'
import type { ModelList } from '../../app/contract/models.ts'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'

export type CatalogueState =
  | { readonly is: 'loading' }
  | { readonly is: 'ready'; readonly list: ModelList }
  | { readonly is: 'failed'; readonly error: ApiError }

/** The models one can choose from. */
export const CatalogueModel = createModel((api: Api) => {
  const state = signal<CatalogueState>({ is: 'loading' })

  async function load(): Promise<void> {
    state.value = { is: 'loading' }
    try {
      state.value = { is: 'ready', list: await api.models() }
    } catch (cause) {
      state.value = { is: 'failed', error: toApiError(cause) }
    }
  }

  return { state, load }
})
export type CatalogueModel = InstanceType<typeof CatalogueModel>
