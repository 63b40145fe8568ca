import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Database } from './database.ts'
import { type EventNotifier, inProcessNotifier } from './event-notifier.ts'

const channel = 'mpla_run_events'

export interface PostgresNotifierOptions {
  /** Called when the listening connection is lost and when a notification could not be sent. */
  readonly onError?: (error: unknown) => void
  /** Wait before connecting again, in ms. Default 1,000. */
  readonly retryMs?: number
  /** Time between two looks whether the listening connection is still there, and longest wait for it, in ms. Default 10,000. */
  readonly heartbeatMs?: number
}

/**
 * For PostgreSQL, where any process may store the events of a run that another one's clients follow: LISTEN and NOTIFY.
 * Within this process a notification takes no detour. While the listening connection is away, those who follow are
 * left to their own polling; it is made again until `close`.
 */
export async function postgresNotifier(
  database: Database,
  options: PostgresNotifierOptions = {},
): Promise<EventNotifier> {
  const { onError = () => {}, retryMs = 1_000, heartbeatMs = 10_000 } = options
  const local = inProcessNotifier()
  const sender = randomUUID()
  const closing = new AbortController()
  let listener: Client | undefined

  async function listen(): Promise<void> {
    const client = new Client({
      connectionString: database.url,
      application_name: 'mpla-listen',
      connectionTimeoutMillis: heartbeatMs,
      query_timeout: heartbeatMs,
    })
    let hasEnded = false
    // A server that is lost without a word never ends the connection, and nothing else is ever said on it.
    const heartbeat = setInterval(() => {
      client.query('SELECT 1').catch(() => client.end().catch(() => {}))
    }, heartbeatMs).unref()
    client.on('error', () => {}) // `end` follows
    client.on('end', () => {
      hasEnded = true
      clearInterval(heartbeat)
      if (client === listener) void reconnect()
    })
    client.on('notification', ({ payload = '' }) => {
      const [from, runId = ''] = payload.split(' ')
      if (from !== sender) local.publish(runId)
    })
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
    } catch (error) {
      clearInterval(heartbeat)
      client.end().catch(() => {})
      throw error
    }
    if (hasEnded) throw new Error('The connection that listens for new events was lost at once')
    if (closing.signal.aborted) await client.end()
    else listener = client
  }

  async function reconnect(): Promise<void> {
    listener = undefined
    onError(new Error('The connection that listens for new events was lost; connecting again'))
    while (!closing.signal.aborted && listener === undefined) {
      await delay(retryMs, undefined, { signal: closing.signal, ref: false }).catch(() => {})
      if (!closing.signal.aborted) await listen().catch(onError)
    }
  }

  // Runs whose notification is not sent yet: what comes while one statement is under way shares the next one.
  let unsent = new Set<string>()
  let sending: Promise<void> | undefined
  async function send(): Promise<void> {
    while (unsent.size > 0) {
      const payloads = [...unsent].map((runId) => `${sender} ${runId}`)
      unsent = new Set()
      await database.client
        .$executeRaw`SELECT pg_notify(${channel}, payload) FROM unnest(${payloads}::text[]) AS payload`.catch(onError)
    }
    sending = undefined
  }

  await listen()
  return {
    publish(runId, events) {
      local.publish(runId, events)
      unsent.add(runId)
      sending ??= send()
    },
    subscribe: local.subscribe,
    async close() {
      closing.abort()
      await sending
      const client = listener
      listener = undefined
      await client?.end()
      await local.close()
    },
  }
}
