// Between the end of a run and the receiver's answer the server may die at each moment: the receiver is told all the same.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openDatabase } from '../storage/database.ts'
import { readAllEvents } from '../test-support/read-events.ts'
import { type ServerProcess, startServerProcess } from '../test-support/server-process.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())
const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of open.splice(0).reverse()) await end()
})

interface Told {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A receiver that answers when `mayAnswer` is settled. */
async function receiver(mayAnswer: () => Promise<unknown>) {
  const told: Told[] = []
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', async () => {
      told.push({ headers: request.headers, body })
      await mayAnswer()
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => new Promise((resolve) => server.close(resolve)))
  const { port } = server.address() as AddressInfo // listening on TCP
  return { url: `http://127.0.0.1:${port}/hook`, told }
}

async function start(url: string): Promise<ServerProcess> {
  const server = await startServerProcess({ env: { DATABASE_URL: url, MPLA_WEBHOOK_ALLOW_PRIVATE: 'yes' } })
  open.push(() => server.end('SIGKILL'))
  return server
}

async function post<T>(server: ServerProcess, path: string, body: object): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(201)
  return (await answer.json()) as T // of the contract
}

const startRun = (server: ServerProcess) =>
  post<{ id: string }>(server, 'refinements', { prompt: 'Write about our new product.', limits: { iterations: 1, comparisons: 0 } }) // biome-ignore format: one request

/** As if the lease of the killed process had ended, which takes a minute. */
async function endLeases(url: string): Promise<void> {
  const database = await openDatabase(url)
  await database.client.webhookDelivery.updateMany({ where: { status: 'pending' }, data: { nextAt: new Date(0) } })
  await database.close()
}

async function expectTold(url: string, webhook: string, run: string, told: readonly Told[]) {
  const server = await start(url)
  const deliveries = async () => (await fetch(`${server.url}/api/v1/webhooks/${webhook}/deliveries`)).json()
  await expect
    .poll(deliveries, { timeout: 30_000 })
    .toMatchObject({ deliveries: [{ runId: run, status: 'delivered' }] })
  expect(new Set(told.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  for (const { body } of told)
    expect(JSON.parse(body)).toMatchObject({ type: 'refinement.completed', data: { id: run } })
}

test('a server that is killed while the receiver is being told tells it again, under the same id', async () => {
  const url = await databases.createEmpty()
  const killed = Promise.withResolvers<void>()
  let isFirst = true
  const hook = await receiver(async () => {
    if (!isFirst) return
    isFirst = false
    await first.end('SIGKILL')
    await endLeases(url)
    killed.resolve()
  })
  const first = await start(url)
  const { id: webhook } = await post<{ id: string }>(first, 'webhooks', {
    url: hook.url,
    events: ['refinement.completed'],
  })
  const { id: run } = await startRun(first)
  await killed.promise
  await expectTold(url, webhook, run, hook.told)
  expect(hook.told).toHaveLength(2)
})

test('a server that is killed as soon as the run has ended tells of it when it is back', async () => {
  const url = await databases.createEmpty()
  const hook = await receiver(async () => {})
  const first = await start(url)
  const { id: webhook } = await post<{ id: string }>(first, 'webhooks', {
    url: hook.url,
    events: ['refinement.completed'],
  })
  const { id: run } = await startRun(first)
  await readAllEvents(await fetch(`${first.url}/api/v1/refinements/${run}/events`))
  await first.end('SIGKILL')
  await endLeases(url)
  await expectTold(url, webhook, run, hook.told)
  // Twice where it had been told just before the kill and that was not stored.
  expect([1, 2]).toContain(hook.told.length)
})
