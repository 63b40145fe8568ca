import { messageOf } from './failure.ts'

/** What a failed connection means, by the code of the error that `fetch` gives as its cause. */
const meanings: Readonly<Record<string, string>> = {
  ENOTFOUND:
    'the name does not resolve yet. A new record is there within a minute or two, but a resolver that was asked too early remembers for up to 15 minutes that it is missing. If it stays: is the zone delegated, that is, do the name servers of the parent name those of the hosted zone?',
  EAI_AGAIN: 'the resolver of this machine does not answer',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'no connection: is a firewall or proxy between here and there?',
  UND_ERR_CONNECT_TIMEOUT: 'no connection: is a firewall or proxy between here and there?',
  CERT_HAS_EXPIRED: 'the certificate ran out; is there a proxy in between?',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name: does the name still lead to an older service?',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'the certificate is signed by itself: the name leads to something else, or a proxy is in between',
  SELF_SIGNED_CERT_IN_CHAIN:
    'the certificate comes from an unknown authority: a proxy is in between (NODE_EXTRA_CA_CERTS names its authority)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the certificate cannot be verified: a proxy is in between (NODE_EXTRA_CA_CERTS names its authority)',
}

/** Why an address could not be asked, in words. */
export function connectionAdvice(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time'
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined
  const meaning = code === undefined ? undefined : meanings[code]
  if (meaning !== undefined) return `${code}: ${meaning}`
  return [messageOf(error), cause instanceof Error ? cause.message : undefined].filter(Boolean).join(': ')
}

/** What an answer that is not the expected one means, by its status. */
export function statusAdvice(status: number): string {
  if (status === 502 || status === 503 || status === 504)
    return `${status}: the load balancer has no healthy task, or the application is not ready`
  if (status === 403) return '403: a rule of the load balancer or of the firewall before it refuses'
  if (status === 404) return '404: something else than MPLA answers at this address'
  if (status >= 300 && status < 400) return `${status}: the address leads elsewhere`
  return `status ${status}`
}
