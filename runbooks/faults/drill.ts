import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Health } from '../../app/contract/health.ts'
import type { RefinementEvent } from '../../app/contract/refinement-events.ts'
import type { Refinement } from '../../app/contract/refinements.ts'
import { type Measurement, measurementsIn } from '../../app/test-support/cloudwatch.ts'
import { type ServerProcess, startServerProcess } from '../../app/test-support/server-process.ts'
import { type StubProvider, type StubProviderOptions, startStubProvider } from '../../app/test-support/stub-provider.ts'
import { settingsOf } from '../../infra/test-support/settings.ts'
import { isBeyond, type LogLine, type Observed, type Period, signalValue } from './alarm-signal.ts'
import { type Balancer, type BalancerOptions, startBalancer } from './balancer.ts'
import { type Follower, follow } from './follower.ts'

const service = 'mpla-drill'
const token = 'a-token-that-nobody-may-see'
export const apiKey = 'sk-a-key-that-nobody-may-see'
export const prompt = 'Write about our new bicycle for people who ride to work.'
/** Nowhere in what the service says or logs: its secrets, the database's password, what authors and providers write. */
const unspeakable = [token, apiKey, 'not-a-secret', 'our new bicycle', 'stub error']
export const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

export interface DrillOptions extends BalancerOptions, StubProviderOptions {
  readonly databaseUrl: string
  /** Variables of every process. */
  readonly env?: Readonly<Record<string, string>>
}

/** How an answer of a probe came out. */
export interface Probe<T> {
  readonly status: number
  readonly body: T
}

export interface StartOfRun {
  readonly prompt?: string
  /** Rewrites at most. */
  readonly iterations?: number
  /** Model that is asked. */
  readonly target?: string
  readonly evaluator?: 'rules' | 'llm_judge'
}

/** The real application in a situation that is about to go wrong, its provider and its load balancer. */
export class Drill implements AsyncDisposable {
  readonly stub: StubProvider
  readonly balancer: Balancer
  readonly #options: DrillOptions
  readonly #servers: ServerProcess[] = []
  readonly #dead = new Set<ServerProcess>()
  readonly #followers: Follower[] = []
  readonly #noted: Measurement[] = []

  constructor(options: DrillOptions, stub: StubProvider) {
    this.#options = options
    this.stub = stub
    this.balancer = startBalancer(options)
  }

  /** One more process of the service, ready and known to the load balancer. */
  async start(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const server = await startServerProcess({
      env: {
        DATABASE_URL: this.#options.databaseUrl,
        MPLA_ACCESS_TOKEN: token,
        MPLA_EMF_SERVICE: service,
        MPLA_EMF_INTERVAL_S: '1',
        RATE_LIMIT_PER_MINUTE: '1000000',
        SHUTDOWN_GRACE_MS: '5000',
        ...{ OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: `${this.stub.url}/v1`, OPENAI_MODEL: 'stub-model' },
        ...this.#options.env,
        ...env,
      },
    })
    this.#servers.push(server)
    this.balancer.add(server.url)
    return server
  }

  /** Ends a process; the load balancer notices by itself. */
  async end(server: ServerProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string> {
    this.#dead.add(server)
    return server.end(signal)
  }

  request(path: string, init: RequestInit = {}): Promise<Response> {
    return this.balancer.request(path, { ...init, headers: { ...headers, ...init.headers } })
  }

  /** Asks to start a run. */
  ask({
    prompt: text = prompt,
    iterations = 2,
    target = 'openai:stub-model',
    ...more
  }: StartOfRun = {}): Promise<Response> {
    return this.request('/api/v1/refinements', {
      method: 'POST',
      body: JSON.stringify({
        prompt: text,
        models: { target },
        limits: { iterations, comparisons: 0 },
        ...more,
      }),
    })
  }

  /** Starts a run. @returns its id */
  async refine(run?: StartOfRun): Promise<string> {
    const answer = await this.ask(run)
    expect(answer.status).toBe(201)
    return ((await answer.json()) as { id: string }).id // the contract of POST
  }

  /** @param server asked past the load balancer, so that the question is not counted */
  async read(id: string, server?: ServerProcess): Promise<Refinement> {
    const path = `/api/v1/refinements/${id}`
    const answer = await (server === undefined ? this.request(path) : fetch(`${server.url}${path}`, { headers }))
    expect(answer.status).toBe(200)
    return (await answer.json()) as Refinement // the contract of GET
  }

  /** @param afterSeq where it begins */
  follow(id: string, afterSeq = 0): Follower {
    const follower = follow(
      (seq, signal) =>
        this.request(`/api/v1/refinements/${id}/events`, { signal, headers: { 'last-event-id': String(seq) } }),
      afterSeq,
    )
    this.#followers.push(follower)
    return follower
  }

  /** Requests of people who look at their runs, enough of them that alarms conclude something. @returns the statuses */
  async traffic(count = 25): Promise<number[]> {
    const path = '/api/v1/refinements?limit=1'
    const asked = Array.from({ length: count }, () =>
      this.request(path).then(
        ({ status }) => status,
        () => 502,
      ),
    )
    return Promise.all(asked)
  }

  /** What a probe says; checked for what nobody may see. */
  async probe<T = Health>(server: ServerProcess, path = '/api/health'): Promise<Probe<T>> {
    const answer = await fetch(`${server.url}${path}`)
    const text = await answer.text()
    for (const secret of unspeakable) expect(text).not.toContain(secret)
    return { status: answer.status, body: JSON.parse(text) as T } // by the contract of the probe
  }

  /** Value of a metric that Prometheus gets. */
  async scraped(server: ServerProcess, name: string): Promise<number> {
    const text = await (await fetch(`${server.url}/api/metrics`, { headers })).text()
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
  }

  /**
   * Notes how much of a task's memory the process has, as ECS would.
   * @param taskMib memory of the task; default: that of a prod stack
   * @returns MiB
   */
  async weigh(server: ServerProcess, taskMib = settingsOf('prod').memory): Promise<number> {
    const mebibytes = (await this.scraped(server, 'process_resident_memory_bytes')) / 2 ** 20
    this.note('MemoryUtilization', (100 * mebibytes) / taskMib)
    return mebibytes
  }

  /** Notes a value that AWS would measure. */
  note(name: string, value: number): void {
    this.#noted.push({ name, unit: 'None', dimensions: {}, values: [value], at: Date.now() })
  }

  observed(): Observed {
    const outputs = this.#servers.map((server) => server.output())
    const measurements = [...outputs.flatMap(measurementsIn), ...this.balancer.measurements, ...this.#noted]
    return { service, measurements, logLines: outputs.flatMap(logLinesIn) }
  }

  /** The time that `work` takes, until the metrics of all that happened in it are published. */
  async phase(work: () => Promise<unknown>): Promise<Period> {
    const from = Date.now()
    await work()
    const workedUntil = Date.now()
    // Two lines, because the first one may have been begun before the last thing was counted.
    const hasPublished = (server: ServerProcess) =>
      new Set(
        measurementsIn(server.output())
          .map(({ at }) => at)
          .filter((at) => at > workedUntil),
      ).size >= 2
    const silent = () => this.#servers.filter((server) => !this.#dead.has(server) && !hasPublished(server))
    await secondsUntil(() => silent().length === 0, 15)
    return { from, to: Date.now() }
  }

  /** Ids of those alarms of which one data point over the period is beyond the threshold. */
  beyond(ids: readonly string[], period: Period): string[] {
    const observed = this.observed()
    return ids.filter((id) => isBeyond(id, observed, period))
  }

  signal(id: string, period: Period): number | undefined {
    return signalValue(id, this.observed(), period)
  }

  /** Ends everything, and looks through what was logged for what nobody may see. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const follower of this.#followers) follower.stop()
    await this.balancer.stop()
    for (const server of this.#servers) await server.end('SIGKILL')
    await this.stub.close()
    for (const { output } of this.#servers) for (const secret of unspeakable) expect(output()).not.toContain(secret)
  }
}

export const startDrill = async (options: DrillOptions): Promise<Drill> =>
  new Drill(options, await startStubProvider(options))

/** The text of an alarm's runbook, on one line: texts are looked for in it. */
export const runbookOf = (id: string): string =>
  readFileSync(join(import.meta.dirname, '..', `${id}.md`), 'utf8').replaceAll(/\s+/g, ' ')

/** Every event of a run is there once and in order, and the last one ends it. */
export function expectWhole(events: readonly RefinementEvent[], last = 'run.completed'): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  expect(events.at(-1)?.type).toBe(last)
}

/** Waits until something holds. @returns how many seconds it took */
export async function secondsUntil(holds: () => boolean | Promise<boolean>, mostS: number): Promise<number> {
  const startedAt = performance.now()
  const seconds = () => (performance.now() - startedAt) / 1_000
  while (!(await holds())) {
    if (seconds() > mostS) throw new Error(`Expected it within ${mostS} s, and it did not come: ${holds}`)
    await delay(20)
  }
  return seconds()
}

/** Lines of the log that are messages; those of metrics are not. */
const logLinesIn = (output: string): LogLine[] =>
  output
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{') && !line.includes('"_aws"'))
    .map((line) => JSON.parse(line) as LogLine) // as the logger writes them
