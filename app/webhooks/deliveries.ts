import type { RunLog } from '../runs/run-log.ts'
import type { Attempt, AttemptResult, WebhookStore } from '../storage/webhook-store.ts'
import { waitAfter } from './retry.ts'
import { send } from './send.ts'
import { signedHeaders } from './sign.ts'

interface DeliveriesOptions {
  readonly store: Pick<WebhookStore, 'claim' | 'settle' | 'run'>
  readonly log: RunLog
  /** true: receivers at any address, and without TLS. */
  readonly allowPrivate: boolean
  /** How often to look for what is due, in ms. */
  readonly pollMs: number
}

/** Longest wait for an answer; the specification suggests 15 to 30 s. */
const timeoutMs = 15_000
/** Long enough for an attempt and for storing what came of it. */
const leaseMs = 60_000
const mostAtOnce = 10

/** Delivers what is due, until it is stopped. Each attempt is made by one process; one that is killed is made again. */
export function startDeliveries({ store, log, allowPrivate, pollMs }: DeliveriesOptions) {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()

  async function work(): Promise<void> {
    try {
      for (;;) {
        const attempts = stopping.signal.aborted ? [] : await store.claim(mostAtOnce, leaseMs)
        await Promise.all(attempts.map(deliver))
        if (attempts.length < mostAtOnce) break
      }
    } catch (err) {
      log.warn({ err }, 'Webhooks could not be looked up or settled; trying again')
    }
    if (!stopping.signal.aborted) timer = setTimeout(begin, pollMs).unref()
  }

  async function deliver(attempt: Attempt): Promise<void> {
    const { id, url, secret } = attempt
    const body = JSON.stringify(await payloadOf(attempt))
    const headers = { ...signedHeaders(secret, id, new Date(), body), 'user-agent': 'mpla-webhooks' }
    const sent = await send({ url, body, headers, allowPrivate, timeoutMs, signal: stopping.signal })
    // Left because the process stops: the attempt counts as lost, and is made again when its lease ends.
    if (stopping.signal.aborted && 'error' in sent) return
    const result = resultOf(attempt, sent)
    await store.settle(attempt, result)
    if (result.status === 'failed')
      log.warn({ delivery: id, attempts: attempt.number, error: result.error }, 'A webhook was given up')
  }

  async function payloadOf({ event, runId, createdAt }: Attempt): Promise<object> {
    const data = runId === null ? {} : ((await store.run(runId)) ?? { id: runId })
    return { type: event, timestamp: createdAt.toISOString(), data }
  }

  function begin(): void {
    working = work()
  }
  begin()
  return {
    async stop(): Promise<void> {
      stopping.abort()
      clearTimeout(timer)
      await working
    },
  }
}

function resultOf({ number }: Attempt, sent: Awaited<ReturnType<typeof send>>): AttemptResult {
  const now = Date.now()
  if ('status' in sent && sent.status >= 200 && sent.status < 300)
    return { status: 'delivered', responseStatus: sent.status, error: null, nextAt: new Date(now) }
  const error = 'error' in sent ? sent.error : `Expected a status of 2xx, got ${sent.status}`
  const responseStatus = 'status' in sent ? sent.status : null
  // 410: the receiver is gone for good, says the specification.
  const wait = responseStatus === 410 ? null : waitAfter(number, Math.random())
  const status = wait === null ? 'failed' : 'pending'
  return { status, responseStatus, error, nextAt: new Date(now + (wait ?? 0)) }
}
