import { useRef } from 'preact/hooks'
import type { CatalogueModel } from '../models/catalogue-model.ts'
import type { ComposeModel } from '../models/compose-model.ts'
import { ErrorAlert } from './error-alert.tsx'
import { lazyPage } from './lazy-page.tsx'
import { ModelField } from './model-field.tsx'
import { PreflightNote } from './preflight-note.tsx'
import { PromptField } from './prompt-field.tsx'
import { SimulatorNotice } from './simulator-notice.tsx'

/** Loaded apart: who types a prompt and presses the button needs none of it. */
export const ComposeOptions = lazyPage(async () => (await import('./compose-options.tsx')).ComposeOptions)

interface Props {
  readonly form: ComposeModel
  readonly catalogue: CatalogueModel
  /** Called with the id of the run that was started. */
  readonly onStarted: (id: string) => void
}

/** The form that starts a refinement. */
export function ComposeForm({ form, catalogue, onStarted }: Props) {
  const element = useRef<HTMLFormElement>(null)

  const submit = async (event: Event) => {
    event.preventDefault()
    const id = await form.submit()
    if (id !== null) return onStarted(id)
    // After the render that marks the wrong fields.
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const startByKeyboard = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    element.current?.requestSubmit()
  }

  return (
    <form
      class="card stack"
      ref={element}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={startByKeyboard}
    >
      <PromptField form={form} />
      <ModelField form={form} catalogue={catalogue} />
      {form.target.value?.simulated && <SimulatorNotice />}
      <div class="options-place">
        <ComposeOptions form={form} />
      </div>
      {form.failure.value !== null && <ErrorAlert title="The refinement did not start." error={form.failure.value} />}
      <div class="actions">
        <button type="submit" class="button button-primary" aria-disabled={form.isSending.value}>
          {form.isSending.value ? 'Starting…' : 'Start refining'}
        </button>
        <p class="fine-print shortcut">
          or <kbd>Ctrl</kbd>/<kbd>⌘</kbd> + <kbd>Enter</kbd>
        </p>
      </div>
      <PreflightNote state={form.preflight.state.value} isSimulated={form.target.value?.simulated === true} />
    </form>
  )
}
