import type { CatalogueModel } from '../models/catalogue-model.ts'
import type { ComposeModel } from '../models/compose-model.ts'
import { providerText } from '../models/wording.ts'
import { ErrorAlert } from './error-alert.tsx'
import { ModelSelect } from './model-select.tsx'

interface Props {
  readonly form: ComposeModel
  readonly catalogue: CatalogueModel
}

/** The model the prompt is written for. */
export function ModelField({ form, catalogue }: Props) {
  const state = catalogue.state.value
  return (
    <div class="field" aria-busy={state.is === 'loading'}>
      <label for="model">Model the prompt is for</label>
      {state.is === 'ready' && state.list.models.length > 0 ? (
        <ModelSelect
          id="model"
          models={state.list.models}
          chosen={form.target.value}
          onChoose={(id) => form.set('model', id)}
        />
      ) : (
        <select id="model" disabled>
          <option>{state.is === 'loading' ? 'Loading the models…' : 'The server’s default model'}</option>
        </select>
      )}
      {state.is === 'failed' && (
        <ErrorAlert title="The models could not be listed." error={state.error} onRetry={() => void catalogue.load()}>
          <p>You can start anyway: the server then takes its default model.</p>
        </ErrorAlert>
      )}
      {state.is === 'ready' &&
        state.list.unavailable.map(({ provider, message }) => (
          <p key={provider} class="field-hint">
            <strong>{providerText(provider)} is unavailable.</strong> {message}
          </p>
        ))}
    </div>
  )
}
