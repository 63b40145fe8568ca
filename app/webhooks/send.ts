import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { notPublic, PrivateAddressError, publicLookup, whyNotSentTo } from './target-address.ts'

export interface SendOptions {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** true: every address, and http too. */
  readonly allowPrivate: boolean
  /** Longest time until the status is there, in ms. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** The receiver's status, or why there is none, in our words. What it says besides is not read. */
export type Sent = { readonly status: number } | { readonly error: string }

/** Sends once. Redirects are not followed: they could lead anywhere. */
export function send({ url, body, headers, allowPrivate, timeoutMs, signal }: SendOptions): Promise<Sent> {
  const refused = whyNotSentTo(url, allowPrivate)
  if (refused !== null) return Promise.resolve({ error: `Not sent: ${refused}` })
  const { promise, resolve } = Promise.withResolvers<Sent>()
  const target = new URL(url)
  const options = {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    agent: false, // a connection of its own, which is looked up and checked by itself
    ...(!allowPrivate && isIP(target.hostname) === 0 && { lookup: publicLookup }),
  } as const
  const request = target.protocol === 'https:' ? httpsRequest(target, options) : httpRequest(target, options)
  request.once('response', (response) => {
    resolve({ status: response.statusCode ?? 0 })
    response.destroy()
  })
  request.on('error', (error) => resolve({ error: reasonOf(error, timeoutMs) }))
  request.end(body)
  return promise
}

function reasonOf(error: Error & { code?: string }, timeoutMs: number): string {
  if (error instanceof PrivateAddressError) return `Not sent: ${notPublic('one that is not')}`
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `No answer within ${timeoutMs / 1_000} s`
  return `The receiver could not be reached (${error.code ?? error.name})`
}
