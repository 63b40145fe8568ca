import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alarms } from '../plan/alarms/alarms.ts'
import { type MessageSink, startMessageSink } from '../test-support/message-sink.ts'
import { missingProgram } from '../test-support/programs.ts'
import { type ServiceProcess, startService } from '../test-support/service-process.ts'

const missing = missingProgram('prometheus-alertmanager', 'prometheus-alertmanager')
const folder = mkdtempSync(join(tmpdir(), 'mpla-alertmanager-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What PagerDuty's interface for events takes (version 2), as far as it is looked at. */
interface PagerDutyEvent {
  readonly routing_key: string
  readonly event_action: string
  readonly payload: { readonly summary: string; readonly custom_details: { readonly alarms: string } }
}
/** What a webhook of Slack takes. */
interface SlackMessage {
  readonly attachments: readonly { readonly title: string; readonly text: string }[]
}

let sink: MessageSink
let alertmanager: ServiceProcess

/** The committed configuration, with shorter waits, and with PagerDuty and the files of the receivers here. */
function configuration(): string {
  const committed = readFileSync(join(import.meta.dirname, 'alertmanager.yaml'), 'utf8')
  writeFileSync(join(folder, 'page-routing-key'), 'a-routing-key')
  writeFileSync(join(folder, 'ticket-webhook-url'), `${sink.url}/slack`)
  const config = committed
    .replaceAll('/etc/alertmanager/secrets', folder)
    .replaceAll('group_wait: 30s', 'group_wait: 1s')
    .replaceAll('group_wait: 120s', 'group_wait: 3s')
    .replaceAll('group_interval: 5m', 'group_interval: 1s')
  const file = join(folder, 'alertmanager.yaml')
  writeFileSync(file, `global: { pagerduty_url: '${sink.url}/pagerduty' }\n${config}`)
  return file
}

/** Tells Alertmanager of alerts, as Prometheus does. */
async function tell(ids: readonly string[], job: string): Promise<void> {
  const alerts = ids.map((id) => {
    const alarm = alarms.find((each) => each.id === id)
    if (alarm === undefined) throw new Error(`expected an alarm ${id}`)
    const { severity, owner, summary, impact } = alarm
    const annotations = { summary, impact, runbook_url: `https://example.com/runbooks/${id}.md` }
    return { labels: { alertname: id, severity, owner, job }, annotations }
  })
  const answer = await fetch(`${alertmanager.url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  })
  expect(answer.status).toBe(200)
}

const pages = (job: string) =>
  sink.messages
    .filter(({ path }) => path === '/pagerduty')
    .map(({ body }) => body as PagerDutyEvent) // sent by Alertmanager alone
    .filter(({ payload }) => payload.summary.startsWith(`${job}:`))
const tickets = (job: string) =>
  sink.messages
    .filter(({ path }) => path === '/slack')
    .flatMap(({ body }) => (body as SlackMessage).attachments) // sent by Alertmanager alone
    .filter(({ title }) => title.endsWith(`: ${job}`))

const soon = { timeout: 20_000, interval: 100 }

/** Whatever was told before has been decided upon when a later alert, which waits as long, is through. */
async function waitThrough(): Promise<void> {
  const job = `mpla-${randomUUID()}`
  await tell(['slow-responses'], job)
  await expect.poll(() => tickets(job).length, soon).toBe(1)
}

describe.skipIf(missing !== undefined)(`Alertmanager${missing === undefined ? '' : ` (${missing})`}`, () => {
  beforeAll(async () => {
    sink = await startMessageSink()
    const file = configuration()
    const args = (address: string) => [
      ...[`--config.file=${file}`, `--storage.path=${join(folder, 'data')}`, `--web.listen-address=${address}`],
      '--cluster.listen-address=',
    ]
    alertmanager = await startService('prometheus-alertmanager', args, '/-/ready')
  })
  afterAll(async () => {
    await alertmanager?.stop()
    await sink?.close()
  })

  test('an incident with all its symptoms pages once, with the page that helps', async () => {
    // The symptoms come first, as they often do.
    await tell(['server-error-ratio', 'unhealthy-hosts', 'availability-fast-burn'], 'mpla')
    await tell(['no-healthy-hosts', 'error-lines', 'queue-age'], 'mpla')
    await tell(['server-error-ratio'], 'mpla-other')
    await expect.poll(() => pages('mpla-other').length, soon).toBe(1)
    await waitThrough()
    expect(pages('mpla')).toHaveLength(1)
    const [page] = pages('mpla')
    expect(page).toMatchObject({ routing_key: 'a-routing-key', event_action: 'trigger' })
    const { alarms: text } = page?.payload.custom_details ?? { alarms: '' }
    expect(text).toContain('Runbook: https://example.com/runbooks/no-healthy-hosts.md')
    expect(text).not.toContain('server-error-ratio')
    expect(tickets('mpla')).toEqual([])
  })

  test('what fires together is one message, a page for pages and a ticket for tickets', async () => {
    await tell(['provider-error-ratio', 'runs-failing', 'high-memory', 'database-storage-low'], 'mpla-busy')
    await expect.poll(() => pages('mpla-busy').length, soon).toBe(1)
    await expect.poll(() => tickets('mpla-busy').length, soon).toBe(1)
    await waitThrough()
    expect(pages('mpla-busy')).toHaveLength(1)
    expect(pages('mpla-busy')[0]?.payload.summary).not.toContain('Runs fail')
    const [ticket] = tickets('mpla-busy')
    expect(ticket?.title).toBe('FIRING: mpla-busy')
    for (const id of ['high-memory', 'database-storage-low']) expect(ticket?.text).toContain(`/${id}.md`)
  })

  test('the end of an incident is told too', async () => {
    await tell(['high-cpu'], 'mpla-short')
    await expect.poll(() => tickets('mpla-short').length, soon).toBe(1)
    const ended = [{ labels: { alertname: 'high-cpu', severity: 'ticket', owner: 'application', job: 'mpla-short' } }]
    const past = { startsAt: new Date(Date.now() - 60_000), endsAt: new Date(Date.now() - 1) }
    await fetch(`${alertmanager.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ended.map((alert) => ({ ...alert, ...past }))),
    })
    await expect.poll(() => tickets('mpla-short').at(-1)?.title, soon).toBe('RESOLVED: mpla-short')
  })
})
