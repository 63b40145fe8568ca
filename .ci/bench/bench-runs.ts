import { setTimeout as wait } from 'node:timers/promises'
import type { RefinementEvent } from '../../app/contract/refinement-events.ts'
import { readAllEvents } from '../../app/test-support/read-events.ts'
import { type ServerProcess, startServer } from './server-process.ts'

const prompt = 'Write about our new product.'
const path = '/api/v1/refinements'

/** Starts a run of `4 + 2 * comparisons` calls or a few less. @returns its id */
export async function startRun({ url }: ServerProcess, comparisons: number): Promise<string> {
  const limits = { iterations: 4, maxTokens: 1_000_000, comparisons }
  const body = JSON.stringify({ prompt, models: { target: 'openai:stub-model' }, limits })
  const post = () => fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  let answer = await post()
  // Nothing is measured yet: a machine that has much else to do makes the server say so.
  for (let attempt = 0; answer.status === 503 && attempt < 60; attempt++) answer = await wait(500).then(post)
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id // the contract of POST
}

export const eventsUrl = ({ url }: ServerProcess, id: string): string => `${url}${path}/${id}/events`

/** Every event of a run, once it has ended. @throws when it did not complete */
export async function eventsOf(server: ServerProcess, id: string): Promise<RefinementEvent[]> {
  const blocks = await readAllEvents(await fetch(eventsUrl(server, id)))
  const events = blocks.flatMap(({ data }) => (data === undefined ? [] : [data as RefinementEvent])) // the contract of the stream
  const last = events.at(-1)
  if (last?.type !== 'run.completed') throw new Error(`expected run.completed, got ${JSON.stringify(last)}`)
  return events
}

export interface Stage {
  readonly provider: ServerProcess
  readonly product: ServerProcess
}

/** The bundled server on SQLite, whose provider answers each call after the same time; ends both. */
export async function onStage<T>(latencyMs: number, work: (stage: Stage) => Promise<T>): Promise<T> {
  const latency = { LATENCY_MS: String(latencyMs) }
  const provider = await startServer('.ci/bench/anchors/fixed-latency-provider.ts', '/v1/models', latency)
  try {
    const env = { OPENAI_BASE_URL: `${provider.url}/v1`, CONCURRENT_RUNS: '100', LOG_LEVEL: 'warn' }
    const product = await startServer('dist/server.js', '/api/health/live', env)
    try {
      return await work({ provider, product })
    } finally {
      await product.stop()
    }
  } finally {
    await provider.stop()
  }
}
