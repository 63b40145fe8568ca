import type { WebhookDelivery, WebhookEvent } from '../../app/contract/webhooks.ts'
import { dateText, plural } from './wording.ts'

/** What a webhook can be told of, as the page names it. */
export const eventNames: Readonly<Record<WebhookEvent, string>> = {
  'refinement.completed': 'Completed',
  'refinement.failed': 'Failed',
  'refinement.cancelled': 'Cancelled',
}

// An index by string: the API may deliver events that this page does not know yet.
const names: Readonly<Record<string, string>> = { ...eventNames, 'webhook.test': 'Test' }
export const eventText = (event: string): string => names[event] ?? event

/** What came of a delivery so far. */
export function deliveryText({ attempts, responseStatus, error, nextAttemptAt }: WebhookDelivery): string {
  const parts = [
    ...(attempts === 0 ? ['not tried yet'] : [plural(attempts, 'attempt', 'attempts')]),
    ...(responseStatus === null || error !== null ? [] : [`answered with ${responseStatus}`]),
    ...(error === null ? [] : [error]),
    ...(nextAttemptAt === null || attempts === 0 ? [] : [`next attempt ${dateText(nextAttemptAt)}`]),
  ]
  return parts.join(' · ')
}
