// A thousand clients who each follow a run, on one process.
import { get } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { eventsOf, eventsUrl, onStage, type Stage, startRun } from './bench-runs.ts'
import { type Bench, quantile, type Row } from './measure.ts'
import { cpuSeconds, residentKib } from './process-usage.ts'

interface Followed {
  /** Resolves when the stream has sent its first bytes. */
  readonly opened: Promise<void>
  /** Numbers of the events that came, in order, once the stream has ended. */
  readonly ended: Promise<number[]>
}

/** @param delays gets the ms from each event's time to its arrival; both clocks are this machine's */
function follow(url: string, delays: number[]): Followed {
  const [opened, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<number[]>()]
  const numbers: number[] = []
  get(url, { agent: false }, (answer) => {
    let rest = ''
    answer.setEncoding('utf8').on('data', (piece: string) => {
      opened.resolve()
      const now = Date.now()
      const blocks = (rest + piece).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const id = /^id: ?(\d+)$/m.exec(block)?.[1]
        if (id === undefined) continue // a hint or a heartbeat
        numbers.push(Number(id))
        const at = /"at":"([^"]+)"/.exec(block)?.[1]
        delays.push(now - Date.parse(at ?? ''))
      }
    })
    answer.once('end', () => ended.resolve(numbers)).once('error', ended.reject)
  }).once('error', ended.reject)
  return { opened: opened.promise, ended: ended.promise }
}

interface Crowd {
  readonly streams: number
  readonly runs: number
  readonly latencyMs: number
}

async function crowd({ product }: Stage, { streams, runs }: Crowd): Promise<Row[]> {
  await eventsOf(product, await startRun(product, 2)) // loads what is loaded late
  const ids = await Promise.all(Array.from({ length: runs }, () => startRun(product, 6)))
  const before = residentKib(product.pid)
  const delays: number[] = []
  const clients = Array.from({ length: streams }, (_, index) => {
    const id = ids[index % runs] ?? ''
    return { id, ...follow(eventsUrl(product, id), delays) }
  })
  await Promise.all(clients.map(({ opened }) => opened))
  const open = residentKib(product.pid)
  delays.length = 0 // what was stored before a stream was there says nothing of how fast it is sent
  const [cpu, started] = [cpuSeconds(product.pid), performance.now()]
  const came = await Promise.all(clients.map(async ({ id, ended }) => ({ id, numbers: await ended })))
  const seconds = (performance.now() - started) / 1_000
  const cpuShare = (cpuSeconds(product.pid) - cpu) / seconds

  const lengths = new Map<string, number>()
  for (const id of ids) lengths.set(id, (await eventsOf(product, id)).length)
  const whole = came.filter(({ id, numbers }) => {
    const length = lengths.get(id) ?? 0
    return numbers.length === length && numbers.every((number, index) => number === index + 1)
  }).length
  await wait(100)
  const p99 = quantile(delays, 0.99)
  return [
    {
      measure: `of ${streams} streams (${runs} runs) with every event once and in order`,
      value: String(whole),
      goal: 'all',
      met: whole === streams,
    },
    {
      measure: `ms from event to client, p50 / p99 / longest of ${delays.length}`,
      value: [quantile(delays, 0.5), p99, quantile(delays, 1)].map((ms) => ms.toFixed(0)).join(' / '),
      goal: 'p99 <= 250 ms',
      met: p99 <= 250,
    },
    { measure: 'KiB of memory per open stream', value: ((open - before) / streams).toFixed(0) },
    {
      measure: 'events sent per s / processors used',
      value: `${(delays.length / seconds).toFixed(0)} / ${cpuShare.toFixed(2)}`,
    },
  ]
}

export const eventStreams: Bench = {
  name: 'event-streams',
  about: 'open event streams of one process, followed while the runs go on: bundled server, SQLite',
  async run() {
    const rows: Row[] = []
    for (const size of [
      { streams: 1_000, runs: 50, latencyMs: 1_000 },
      { streams: 1_000, runs: 1, latencyMs: 1_000 },
    ])
      rows.push(...(await onStage(size.latencyMs, (stage) => crowd(stage, size))))
    return rows
  },
}
