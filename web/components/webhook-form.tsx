import { useState } from 'preact/hooks'
import type { WebhookEvent } from '../../app/contract/webhooks.ts'
import { eventNames } from '../models/webhook-sentences.ts'
import type { WebhooksModel } from '../models/webhooks-model.ts'
import { ErrorAlert } from './error-alert.tsx'
import { FieldError } from './field-error.tsx'

// Object.keys widens to string[]; the keys are the events, all of them.
const events = Object.keys(eventNames) as WebhookEvent[]

/** Adds a webhook. */
export function WebhookForm({ model }: { readonly model: WebhooksModel }) {
  const [url, setUrl] = useState('')
  const [chosen, setChosen] = useState<readonly WebhookEvent[]>(['refinement.completed', 'refinement.failed'])
  const [showsErrors, setShowsErrors] = useState(false)
  const urlError =
    showsErrors && !URL.canParse(url.trim()) ? 'Type the whole address, such as https://example.com/hooks.' : undefined
  const eventsError = showsErrors && chosen.length === 0 ? 'Choose at least one.' : undefined

  const submit = async (event: Event) => {
    event.preventDefault()
    setShowsErrors(true)
    if (!URL.canParse(url.trim()) || chosen.length === 0) return
    if (!(await model.add(url, chosen))) return
    setUrl('')
    setShowsErrors(false)
  }
  const toggle = (event: WebhookEvent, isChosen: boolean) =>
    setChosen(events.filter((each) => (each === event ? isChosen : chosen.includes(each))))

  return (
    <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for="webhook-url">Address to tell</label>
        <input
          id="webhook-url"
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://example.com/hooks/mpla"
          maxLength={2_000}
          value={url}
          aria-invalid={urlError !== undefined}
          aria-describedby="webhook-url-hint webhook-url-error"
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
        <p class="field-hint" id="webhook-url-hint">
          It gets a signed POST of each run that ends so, tried up to seven times in about 17 hours.
        </p>
        <FieldError id="webhook-url-error" message={urlError} />
      </div>
      <fieldset class="webhook-events" aria-describedby="webhook-events-error">
        <legend>Of runs that end as</legend>
        {events.map((event) => (
          <label class="switch" key={event}>
            <input
              type="checkbox"
              checked={chosen.includes(event)}
              onChange={(change) => toggle(event, change.currentTarget.checked)}
            />
            {eventNames[event].toLowerCase()}
          </label>
        ))}
        <FieldError id="webhook-events-error" message={eventsError} />
      </fieldset>
      {model.addError.value !== null && <ErrorAlert title="The webhook was not added." error={model.addError.value} />}
      <div class="actions">
        <button type="submit" class="button button-primary" aria-disabled={model.isAdding.value}>
          {model.isAdding.value ? 'Adding…' : 'Add the webhook'}
        </button>
      </div>
    </form>
  )
}
