import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { type StubProvider, startStubProvider } from '../../app/test-support/stub-provider.ts'
import { type MessageSink, startMessageSink } from '../test-support/message-sink.ts'
import { missingProgram } from '../test-support/programs.ts'
import { selectorsIn } from '../test-support/selectors.ts'
import { type ServiceProcess, startService } from '../test-support/service-process.ts'

const missing = missingProgram('prometheus', 'prometheus')
const folder = mkdtempSync(join(tmpdir(), 'mpla-prometheus-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const token = 'a-token-of-thirty-two-characters'
const committed = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')

/** A minute lasts a second: every duration of the rules and of the scraping, sixty times shorter. */
const faster = (text: string) =>
  text
    .replaceAll(/\[(\d+)s:(\d+)m\]/g, (_, range, step) => `[${Math.floor(Number(range) / 60)}s:${step}s]`)
    .replaceAll(/\[(\d+)m\]/g, '[$1s]')
    .replaceAll(/(scrape_interval|interval): (\d+)s/g, (_, key, seconds) => `${key}: ${Number(seconds) * 20}ms`)

interface ActiveAlert {
  readonly state: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

let provider: StubProvider
let isFailing = true
let server: ServerProcess
let alertmanager: MessageSink
let prometheus: ServiceProcess

/** The committed files, with the addresses of this machine in them. */
function configuration(): string {
  writeFileSync(join(folder, 'token'), token)
  writeFileSync(join(folder, 'alerts.yaml'), faster(committed('alerts.yaml')))
  const config = faster(committed('prometheus.yaml'))
    .replace('/etc/prometheus/secrets/mpla-access-token', join(folder, 'token'))
    .replace('127.0.0.1:8080', new URL(server.url).host)
    .replace('127.0.0.1:9093', new URL(alertmanager.url).host)
  const file = join(folder, 'prometheus.yaml')
  writeFileSync(file, config)
  return file
}

async function ask<Data>(path: string): Promise<Data> {
  const answer = await fetch(`${prometheus.url}/api/v1/${path}`)
  const { status, data } = (await answer.json()) as { status: string; data: Data } // Prometheus's HTTP API
  expect([path, status]).toEqual([path, 'success'])
  return data
}
const alertNamed = async (name: string) =>
  (await ask<{ alerts: ActiveAlert[] }>('alerts')).alerts.find(({ labels }) => labels['alertname'] === name)
const countOf = async (selector: string) => {
  const query = encodeURIComponent(`count(${selector})`)
  const { result } = await ask<{ result: { value: [number, string] }[] }>(`query?query=${query}`)
  return Number(result[0]?.value[1] ?? 0)
}

const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
async function refine(changes: object = {}): Promise<void> {
  const body = JSON.stringify({
    prompt: 'Write about our new bicycle for people who ride to work.',
    models: { target: 'openai:stub-model' },
    limits: { iterations: 1 },
    ...changes,
  })
  expect((await fetch(`${server.url}/api/v1/refinements`, { method: 'POST', headers, body })).status).toBe(201)
}
/** Starts runs, again and again, until what is looked for is there. */
const refineUntil = (look: () => Promise<unknown>, expected: unknown) =>
  expect
    .poll(
      async () => {
        await Promise.all(Array.from({ length: 2 }, () => refine()))
        return look()
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(expected)

describe.skipIf(missing !== undefined)(
  `Prometheus and the server${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    beforeAll(async () => {
      provider = await startStubProvider({ answer: () => (isFailing ? { status: 401 } : 'An answer.') })
      alertmanager = await startMessageSink()
      server = await startServerProcess({
        env: {
          DATABASE_URL: `file:${join(folder, 'mpla.db')}`,
          MPLA_ACCESS_TOKEN: token,
          OPENAI_API_KEY: 'sk-a-key',
          OPENAI_BASE_URL: `${provider.url}/v1`,
          OPENAI_MODEL: 'stub-model',
          GEMINI_API_KEY: 'a-key',
          GEMINI_BASE_URL: provider.url,
          RATE_LIMIT_PER_MINUTE: '100000',
          MPLA_ROTATED_AT: '2026-01-02T03:04:05Z',
        },
      })
      const file = configuration()
      const args = (address: string) => [
        ...[`--config.file=${file}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=${address}`],
      ]
      prometheus = await startService('prometheus', args, '/-/ready')
    })
    afterAll(async () => {
      await prometheus?.stop()
      await server?.end('SIGKILL')
      await alertmanager?.close()
      await provider?.close()
    })

    test('the alert of a provider that refuses our key fires, tells Alertmanager where its page is, and ends', async () => {
      await refineUntil(async () => (await alertNamed('provider-error-ratio'))?.state, 'firing')
      const alert = await alertNamed('provider-error-ratio')
      expect(alert?.annotations['runbook_url']).toMatch(/^https:\/\/.+\/runbooks\/provider-error-ratio\.md$/)
      const told = () =>
        alertmanager.messages
          .flatMap(({ body }) => body as ActiveAlert[]) // sent by Prometheus alone
          .find(({ labels }) => labels['alertname'] === 'provider-error-ratio')
      await expect.poll(() => told()?.labels['job'], { timeout: 10_000 }).toBe('mpla')
      expect(told()?.labels).not.toHaveProperty('runbooks')
      isFailing = false
      await refineUntil(() => alertNamed('provider-error-ratio'), undefined)
    })

    test('every metric, label and value that a rule asks for is one of the running server', async () => {
      const selectors = selectorsIn(committed('alerts.yaml')).filter(({ metric }) => !metric.startsWith('mpla:'))
      expect(new Set(selectors.map(({ metric }) => metric)).size).toBeGreaterThan(12)
      // Calls whose price is known, and answers that are judged, write metrics of their own.
      await refine({ models: { target: 'gemini:gemini-2.5-flash' }, evaluator: 'llm_judge' })
      for (const { metric, matchers } of selectors)
        for (const { label, operator, value } of matchers) {
          // A server error cannot be asked for; that there is a status is enough.
          const wanted = label === 'status' ? '.+' : value
          const positive = `${metric}{${label}${operator.includes('~') || label === 'status' ? '=~' : '='}"${wanted}"}`
          // A scrape that came too late on a busy machine leaves none for a moment.
          await expect.poll(() => countOf(positive), { message: positive, timeout: 10_000 }).toBeGreaterThan(0)
        }
    })

    test('a server that is gone fires the alert of a service that is down', async () => {
      const steadily = 'sum_over_time((mpla:healthy_instances:1m >= bool 1)[2999ms:1s]) == 3'
      await expect.poll(() => countOf(steadily), { timeout: 20_000 }).toBe(1)
      expect(await alertNamed('no-healthy-hosts')).toBeUndefined()
      await server.end('SIGKILL')
      await expect
        .poll(async () => (await alertNamed('no-healthy-hosts'))?.labels, { timeout: 30_000, interval: 200 })
        .toMatchObject({ job: 'mpla', severity: 'page' })
    })
  },
)
