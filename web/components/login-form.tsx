import { useRef } from 'preact/hooks'
import type { SessionModel } from '../models/session-model.ts'
import { ErrorAlert } from './error-alert.tsx'

/** Asks for the access token of the server. */
export function LoginForm({ session, hasExpired }: { readonly session: SessionModel; readonly hasExpired: boolean }) {
  const field = useRef<HTMLInputElement>(null)
  const error = session.error.value
  const submit = async (event: Event) => {
    event.preventDefault()
    await session.logIn(field.current?.value ?? '')
    field.current?.select()
  }
  return (
    <section class="card login">
      <h1 tabIndex={-1}>Log in</h1>
      <p class="muted">
        {hasExpired
          ? 'Your session has ended. Enter the access token again; what you typed is still here.'
          : 'This server asks for its access token. Its operator has it.'}
      </p>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for="token">Access token</label>
          <input id="token" ref={field} type="password" autocomplete="current-password" required maxLength={1000} />
        </div>
        {error !== null && <ErrorAlert title="You are not logged in." error={error} />}
        <button type="submit" class="button button-primary" aria-disabled={session.isSending.value}>
          {session.isSending.value ? 'Checking…' : 'Log in'}
        </button>
      </form>
    </section>
  )
}
