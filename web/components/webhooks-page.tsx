import { useEffect, useRef, useState } from 'preact/hooks'
import type { CreatedWebhook } from '../../app/contract/webhooks.ts'
import type { Api } from '../api/api.ts'
import { WebhooksModel } from '../models/webhooks-model.ts'
import { CopyButton } from './copy-button.tsx'
import { ErrorAlert } from './error-alert.tsx'
import { LiveRegion } from './live-region.tsx'
import { WebhookCard } from './webhook-card.tsx'
import { WebhookForm } from './webhook-form.tsx'

interface Props {
  readonly api: Api
  readonly copy: (text: string) => Promise<boolean>
}

/** The secret of a new webhook, this once. */
function Secret({
  created,
  copy,
  onPutAway,
}: Pick<Props, 'copy'> & { readonly created: CreatedWebhook; readonly onPutAway: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // Nobody may overlook what is shown only now.
  useEffect(() => heading.current?.focus(), [created.id])
  return (
    <section class="card secret" aria-labelledby="secret-heading">
      <h2 id="secret-heading" ref={heading} tabIndex={-1}>
        The secret of {created.url}
      </h2>
      <p>
        It signs every delivery, so that the receiver can tell them from others. Store it there now: it is not shown
        again.
      </p>
      <code class="text-block">{created.secret}</code>
      <div class="actions">
        <CopyButton text={created.secret} label="Copy the secret" what="The secret" copy={copy} />
        <button type="button" class="button" onClick={onPutAway}>
          I have stored it
        </button>
      </div>
    </section>
  )
}

/** Whom MPLA tells of runs that end. */
export function WebhooksPage({ api, copy }: Props) {
  const [model] = useState(() => new WebhooksModel(api))
  useEffect(() => void model.load(), [model])
  const [webhooks, error, created] = [model.webhooks.value, model.error.value, model.created.value]
  return (
    <section class="webhooks" aria-busy={webhooks === null && error === null}>
      <h1 tabIndex={-1}>Webhooks</h1>
      <p class="lead">Have another program told when a run ends, instead of asking for it again and again.</p>
      {created !== null && <Secret created={created} copy={copy} onPutAway={model.putAway} />}
      {error !== null && (
        <ErrorAlert title="The webhooks could not be read." error={error} onRetry={() => void model.load()} />
      )}
      {webhooks === null && error === null && <div class="skeleton" />}
      {webhooks?.length === 0 && <p class="empty">Nobody is told yet. Add the first address below.</p>}
      {webhooks !== null && webhooks.length > 0 && (
        <ul class="past-run-list">
          {webhooks.map((webhook) => (
            <WebhookCard key={webhook.id} model={model} webhook={webhook} />
          ))}
        </ul>
      )}
      {webhooks !== null && (
        <>
          <h2>Add a webhook</h2>
          <WebhookForm model={model} />
        </>
      )}
      <LiveRegion news={model.news.value} />
    </section>
  )
}
