import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Database } from '../storage/database.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { createRunStore } from '../storage/run-store.ts'
import { createWebhookStore } from '../storage/webhook-store.ts'
import { cancelled, started } from '../test-support/run-events.ts'
import type { TestDatabases } from '../test-support/test-database.ts'
import { openWebhooks } from './open-webhooks.ts'
import { signedHeaders } from './sign.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

interface Received {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** What must be delivered on every database, by real requests, each test on a new one. */
export function webhooksSuite(databases: Pick<TestDatabases, 'open'>): void {
  let database: Database
  const ends: (() => Promise<unknown>)[] = []
  beforeEach(async () => {
    database = await databases.open()
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  /** @param statuses of its answers, the last one again and again; 0: none at all */
  async function receiver(...statuses: number[]) {
    const received: Received[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += chunk))
      request.on('end', () => {
        received.push({ headers: request.headers, body })
        const status = statuses[Math.min(received.length, statuses.length) - 1] ?? 204
        response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end('What the receiver says')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    ends.push(() => new Promise((resolve) => server.close(resolve)))
    const { port } = server.address() as AddressInfo // listening on TCP
    return { url: `http://127.0.0.1:${port}/hook`, received }
  }
  function open() {
    const opened = openWebhooks({ database, log, allowPrivate: true, pollMs: 20 })
    ends.push(opened.stop)
    return opened
  }
  async function endedRun(): Promise<string> {
    const id = randomUUID()
    const store = createRunStore(database, inProcessNotifier())
    await store.create({ id, promptExcerpt: 'x', targetModel: 'simulator:rules-v1', simulated: true }, [started()])
    const text = { prompt: 'x', best: null, notes: null }
    const ending = { outcome: 'cancelled', verdict: null, iterations: 0, usage: { inputTokens: 0, outputTokens: 0 }, cost: null, text } as const // biome-ignore format: one line
    await store.append(id, 1, [cancelled], { status: 'cancelled', originalScore: null, bestScore: null, ending })
    return id
  }
  /** Makes whatever waits for its next attempt due. */
  const hurry = () => database.client.webhookDelivery.updateMany({ where: { status: 'pending' }, data: { nextAt: new Date(0) } }) // biome-ignore format: one line

  test('tells of a run that ended, signed, once, and only those who want to know', async () => {
    const [told, other] = [await receiver(204), await receiver(204)]
    const { webhooks } = open()
    const { id, secret } = await webhooks.create({ url: told.url, events: ['refinement.cancelled'] })
    await webhooks.create({ url: other.url, events: ['refinement.completed', 'refinement.failed'] })
    const runId = await endedRun()
    await expect.poll(() => webhooks.deliveries(id), { timeout: 10_000 }).toMatchObject([{ status: 'delivered' }])
    const [delivery] = await webhooks.deliveries(id)
    expect(delivery).toMatchObject({ runId, event: 'refinement.cancelled', attempts: 1, responseStatus: 204, error: null, nextAttemptAt: null }) // biome-ignore format: one shape
    const [request] = told.received
    const at = new Date(Number(request?.headers['webhook-timestamp']) * 1_000)
    expect(request?.headers).toMatchObject(signedHeaders(secret, delivery?.id ?? '', at, request?.body ?? ''))
    expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000)
    expect(JSON.parse(request?.body ?? '')).toEqual({
      type: 'refinement.cancelled',
      timestamp: delivery?.createdAt,
      data: { id: runId, status: 'cancelled', outcome: 'cancelled', targetModel: 'simulator:rules-v1', simulated: true, originalScore: null, bestScore: null },
    }) // biome-ignore format: one shape
    expect([told.received.length, other.received.length]).toEqual([1, 0])
    expect(JSON.stringify(await webhooks.list())).not.toContain(secret)
  })

  test('tries again after a failure, under the same id, and says why; a redirect is a failure', async () => {
    const { url, received } = await receiver(500, 302, 200)
    const { webhooks } = open()
    const { id } = await webhooks.create({ url, events: ['refinement.cancelled'] })
    await webhooks.test(id)
    for (const [attempts, error] of [[1, 'Expected a status of 2xx, got 500'], [2, 'Expected a status of 2xx, got 302']] as const) {
      await expect.poll(() => webhooks.deliveries(id), { timeout: 10_000 }).toMatchObject([{ attempts, error, status: 'pending' }])
      await hurry()
    } // biome-ignore format: a table
    await expect.poll(() => webhooks.deliveries(id), { timeout: 10_000 }).toMatchObject([{ attempts: 3, status: 'delivered', error: null }]) // biome-ignore format: one line
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(received).toHaveLength(3)
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', data: {} })
  })

  test('gives up after seven attempts, or at once when the receiver is gone', async () => {
    const [away, gone] = [await receiver(503), await receiver(410)]
    const { webhooks } = open()
    const [first, second] = [await webhooks.create({ url: away.url, events: ['refinement.failed'] }), await webhooks.create({ url: gone.url, events: ['refinement.failed'] })] // biome-ignore format: two
    await webhooks.test(first.id)
    await webhooks.test(second.id)
    await expect
      .poll(
        async () => {
          await hurry()
          return (await webhooks.deliveries(first.id))[0]?.status
        },
        { timeout: 20_000, interval: 30 },
      )
      .toBe('failed')
    // One that was hurried while it was made may have been made twice: at least once, and seven at most.
    expect(await webhooks.deliveries(first.id)).toMatchObject([{ attempts: 7, responseStatus: 503 }])
    await expect.poll(() => webhooks.deliveries(second.id)).toMatchObject([{ status: 'failed', responseStatus: 410 }])
  })

  test('of several processes one makes each attempt; what a killed one has left is made again', async () => {
    const { url } = await receiver(204)
    const store = createWebhookStore(database)
    const webhook = {
      id: randomUUID(),
      url,
      events: ['refinement.cancelled' as const],
      createdAt: new Date().toISOString(),
    }
    await store.create({ ...webhook, secret: 'whsec_x' })
    for (let index = 0; index < 5; index++) await endedRun()
    const claims = await Promise.all(Array.from({ length: 4 }, () => createWebhookStore(database).claim(10, 60_000)))
    const claimed = claims.flat().map(({ id }) => id)
    expect(claimed).toHaveLength(5)
    expect(new Set(claimed).size).toBe(5)
    expect(await store.claim(10, 60_000)).toEqual([])
    const later = await store.claim(10, 60_000, new Date(Date.now() + 61_000))
    expect(later.map(({ number }) => number)).toEqual([2, 2, 2, 2, 2])
    // The first attempt comes back after all: the second one is the one that counts.
    const late = { status: 'failed', responseStatus: null, error: 'late', nextAt: new Date() } as const
    await store.settle({ id: later[0]?.id ?? '', number: 1 }, late)
    expect((await store.deliveries(webhook.id, 50)).every(({ status }) => status === 'pending')).toBe(true)
  })

  test('a webhook that is deleted is told nothing more, and one that is not there is named', async () => {
    const { url, received } = await receiver(500)
    const { webhooks } = open()
    const { id } = await webhooks.create({ url, events: ['refinement.cancelled'] })
    await webhooks.test(id)
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1)
    await webhooks.delete(id)
    await endedRun()
    expect(await database.client.webhookDelivery.count()).toBe(0)
    for (const work of [webhooks.delete, webhooks.test, webhooks.deliveries])
      await expect(work(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
}
