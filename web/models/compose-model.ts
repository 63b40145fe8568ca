import { computed, createModel, effect, signal } from '@preact/signals'
import type { AuthorCheck } from '../../app/contract/author-checks.ts'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'
import type { CatalogueModel } from './catalogue-model.ts'
import { ChecksModel } from './checks-model.ts'
import { requestOf } from './compose-request.ts'
import { type Parts, partsOf } from './compose-roles.ts'
import { characterCount, type Draft, emptyDraft, type Field, type FieldErrors, fieldErrors } from './compose-rules.ts'
import { PreflightModel } from './preflight-model.ts'

/** Keeps what was typed across a reload of the page. */
export interface DraftStore {
  read(): Partial<Draft>
  write(draft: Draft): void
}

/** The form that starts a refinement. */
export const ComposeModel = createModel((api: Api, catalogue: CatalogueModel, drafts: DraftStore) => {
  const draft = signal<Draft>({ ...emptyDraft, ...drafts.read() })
  const visited = signal<ReadonlySet<Field>>(new Set())
  const isSending = signal(false)
  const checks = new ChecksModel(api)
  const failure = signal<ApiError | null>(null)

  effect(() => drafts.write(draft.value))

  /** Who would be asked in which part. */
  const parts = computed<Parts>(() => {
    const state = catalogue.state.value
    return partsOf(draft.value, state.is === 'ready' ? state.list : null)
  })
  /** The model that would be asked: the chosen one while the server still offers it, else the default; null: not known. */
  const target = computed(() => parts.value.target)
  /** The draft with the models that are there. */
  const settled = computed<Draft>(() => ({
    ...draft.value,
    model: target.value?.id ?? '',
    enhancerModel: parts.value.writer.chosen?.id ?? '',
    judgeModel: parts.value.judge.chosen?.id ?? '',
  }))
  const allErrors = computed(() => fieldErrors(draft.value))
  /** Errors of the fields that were left or sent: nobody is told off while typing. */
  const errors = computed<FieldErrors>(
    () => Object.fromEntries(Object.entries(allErrors.value).filter(([field]) => visited.value.has(field as Field))), // keys of FieldErrors
  )
  const characters = computed(() => characterCount(draft.value.prompt))

  const set = (field: Field, value: string): void => {
    draft.value = { ...draft.value, [field]: value }
  }
  const leave = (field: Field): void => {
    visited.value = new Set([...visited.value, field])
  }
  /** Fills in the form for another run, for example with the best version of one and its settings. */
  const refineAgain = (changes: Partial<Draft>, stated: readonly AuthorCheck[]): void => {
    draft.value = { ...draft.value, ...changes }
    void checks.restore(stated)
    visited.value = new Set()
    failure.value = null
  }

  /** Starts the refinement. Answers its id, or null when the form or the server refused; `errors` and `failure` tell why. */
  async function submit(): Promise<string | null> {
    if (isSending.value) return null
    visited.value = new Set(Object.keys(emptyDraft) as Field[]) // the keys of a draft are its fields
    failure.value = null
    const stated = checks.stated()
    if (Object.keys(allErrors.value).length > 0 || stated === null) return null
    isSending.value = true
    try {
      const { id } = await api.start({
        ...requestOf(settled.value),
        ...(stated.length > 0 && { checks: [...stated] }),
      })
      draft.value = { ...draft.value, prompt: '' }
      visited.value = new Set()
      checks.clear()
      return id
    } catch (cause) {
      failure.value = toApiError(cause)
      return null
    } finally {
      isSending.value = false
    }
  }

  /** What would be sent now, but for the checks, which ask no model; null while a field is wrong. */
  const request = computed(() => (Object.keys(allErrors.value).length > 0 ? null : requestOf(settled.value)))
  const preflight = new PreflightModel(api, request)

  return {
    draft,
    checks,
    parts,
    target,
    settled,
    errors,
    characters,
    isSending,
    failure,
    set,
    leave,
    refineAgain,
    submit,
    preflight,
  }
})
export type ComposeModel = InstanceType<typeof ComposeModel>
