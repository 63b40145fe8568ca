import { createModel, signal } from '@preact/signals'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'

export type SessionState =
  | { readonly is: 'checking' }
  /** `canLogOut`: the server asked for a token and this browser holds a session. */
  | { readonly is: 'open'; readonly canLogOut: boolean }
  | { readonly is: 'closed'; readonly hasExpired: boolean }
  | { readonly is: 'failed'; readonly error: ApiError }

/** Whether this browser may use the API, and how to get in and out. */
export const SessionModel = createModel((api: Api) => {
  const state = signal<SessionState>({ is: 'checking' })
  const isSending = signal(false)
  const error = signal<ApiError | null>(null)

  async function check(): Promise<void> {
    state.value = { is: 'checking' }
    try {
      const { required, valid } = await api.session()
      state.value = valid ? { is: 'open', canLogOut: required } : { is: 'closed', hasExpired: false }
    } catch (cause) {
      state.value = { is: 'failed', error: toApiError(cause) }
    }
  }

  async function logIn(token: string): Promise<void> {
    isSending.value = true
    error.value = null
    try {
      await api.logIn(token)
      state.value = { is: 'open', canLogOut: true }
    } catch (cause) {
      error.value = toApiError(cause)
    } finally {
      isSending.value = false
    }
  }

  async function logOut(): Promise<void> {
    try {
      await api.logOut()
      state.value = { is: 'closed', hasExpired: false }
    } catch (cause) {
      state.value = { is: 'failed', error: toApiError(cause) }
    }
  }

  /** Some request was answered 401: the session ended elsewhere, or the token was changed. */
  function expire(): void {
    if (state.value.is === 'open') state.value = { is: 'closed', hasExpired: true }
  }

  return { state, isSending, error, check, logIn, logOut, expire }
})
export type SessionModel = InstanceType<typeof SessionModel>
