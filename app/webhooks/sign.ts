import { createHmac, randomBytes } from 'node:crypto'

/** 32 random bytes as the specification writes secrets (24 to 64 bytes, base64 after `whsec_`). */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/**
 * The headers of Standard Webhooks 1.0.0, with its symmetric signature v1: HMAC-SHA256 of `ID.TIMESTAMP.BODY`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @param id without a dot, the same at each attempt @param at time of the attempt
 */
export function signedHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
