import { useEffect, useState } from 'preact/hooks'
import type { Webhook, WebhookDelivery } from '../../app/contract/webhooks.ts'
import { runHash } from '../models/route.ts'
import { deliveryText, eventText } from '../models/webhook-sentences.ts'
import type { WebhooksModel } from '../models/webhooks-model.ts'
import { dateText, labelText } from '../models/wording.ts'
import { ErrorAlert } from './error-alert.tsx'

/** How often, in ms, deliveries are read again while one of them is on its way. */
const refreshMs = 2_000

const tones = { delivered: 'badge-good', failed: 'badge-bad', pending: 'badge-active' } as const

function Deliveries({ deliveries }: { readonly deliveries: readonly WebhookDelivery[] }) {
  if (deliveries.length === 0) return <p class="muted">Nothing was delivered yet. Send a test to try the address.</p>
  return (
    <ol class="deliveries">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <span class={`badge ${tones[delivery.status]}`}>{labelText(delivery.status)}</span>{' '}
          <strong>{eventText(delivery.event)}</strong>{' '}
          <time class="fine-print" dateTime={delivery.createdAt}>
            {dateText(delivery.createdAt)}
          </time>{' '}
          {delivery.runId !== null && <a href={runHash(delivery.runId)}>the run</a>}
          <p class="fine-print">{deliveryText(delivery)}</p>
        </li>
      ))}
    </ol>
  )
}

/** Asks once more: what was still to be delivered goes with the webhook. */
function Delete({ url, onDelete }: { readonly url: string; readonly onDelete: () => void }) {
  const [isAsked, setIsAsked] = useState(false)
  if (!isAsked)
    return (
      <button type="button" class="button button-small" aria-label={`Delete ${url}`} onClick={() => setIsAsked(true)}>
        Delete
      </button>
    )
  return (
    <>
      <span>Delete it, with what is still to be delivered?</span>
      <button type="button" class="button button-small button-danger" onClick={onDelete}>
        Yes, delete
      </button>
      {/* biome-ignore lint/a11y/noAutofocus: the button that was pressed is gone, and this one undoes the press */}
      <button type="button" class="button button-small" autoFocus onClick={() => setIsAsked(false)}>
        Keep
      </button>
    </>
  )
}

/** One webhook: what it is told, what came of that, and how to try it and end it. */
export function WebhookCard({ model, webhook }: { readonly model: WebhooksModel; readonly webhook: Webhook }) {
  const { id, url, events, createdAt } = webhook
  const [isOpen, setIsOpen] = useState(false)
  const deliveries = model.deliveries.value[id]
  const isPending = isOpen && deliveries?.some(({ status }) => status === 'pending') === true
  useEffect(() => {
    if (!isPending) return
    const timer = setInterval(() => void (document.hidden || model.readDeliveries(id)), refreshMs)
    return () => clearInterval(timer)
  }, [model, id, isPending])
  const unfold = (open: boolean) => {
    setIsOpen(open)
    if (open) void model.readDeliveries(id)
  }
  const tryOut = async () => {
    if (await model.tryOut(id)) setIsOpen(true)
  }
  const failure = model.failure.value
  return (
    <li class="card webhook">
      <h3>{url}</h3>
      <p class="fine-print">
        Told of runs that end as {events.map((event) => eventText(event).toLowerCase()).join(', ')} · added{' '}
        <time dateTime={createdAt}>{dateText(createdAt)}</time>
      </p>
      <details open={isOpen} onToggle={(event) => unfold(event.currentTarget.open)}>
        <summary>Deliveries</summary>
        {deliveries === undefined ? <p class="muted">Reading…</p> : <Deliveries deliveries={deliveries} />}
      </details>
      {failure?.id === id && <ErrorAlert title="That did not work." error={failure.error} />}
      <div class="actions">
        <button
          type="button"
          class="button button-small"
          aria-label={`Send a test to ${url}`}
          onClick={() => void tryOut()}
        >
          Send a test
        </button>
        <Delete url={url} onDelete={() => void model.remove(id)} />
      </div>
    </li>
  )
}
