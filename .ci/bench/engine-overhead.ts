// What the engine adds to a model call: storing what happens, deciding, scoring, and reading the provider's stream.
import { Agent, request } from 'node:http'
import { eventsOf, onStage, type Stage, startRun } from './bench-runs.ts'
import { type Bench, median, type Row, spread } from './measure.ts'
import { cpuSeconds } from './process-usage.ts'

/** Time from the first call's start to the last event, by call, of a run that was alone or among others; ms. */
async function perCall({ product }: Stage, id: string): Promise<number> {
  const events = await eventsOf(product, id)
  const first = events.find(({ type }) => type === 'call.started')
  const calls = events.filter(({ type }) => type === 'output.recorded').length
  if (first === undefined || calls < 10) throw new Error(`expected a run of at least 10 calls, got ${calls}`)
  return (Date.parse(events.at(-1)?.at ?? '') - Date.parse(first.at)) / calls
}

const connections = new Agent({ keepAlive: true })

/** One completion by nothing but node:http, read to its end; ms. */
function bareCall({ provider }: Stage): Promise<number> {
  const started = performance.now()
  const body = JSON.stringify({ model: 'stub-model', stream: true, messages: [{ role: 'user', content: 'A prompt.' }] })
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const options = { method: 'POST', agent: connections, headers: { 'content-type': 'application/json' } }
  request(`${provider.url}/v1/chat/completions`, options, (answer) => {
    answer
      .resume()
      .once('end', () => resolve(performance.now() - started))
      .once('error', reject)
  })
    .once('error', reject)
    .end(body)
  return promise
}

/** Mean time of a bare call, of `chains` that each make `calls` one after the other. */
async function bare(stage: Stage, chains: number, calls: number): Promise<number> {
  const chain = async () => {
    let total = 0
    for (let call = 0; call < calls; call++) total += await bareCall(stage)
    return total / calls
  }
  const means = await Promise.all(Array.from({ length: chains }, chain))
  return means.reduce((sum, mean) => sum + mean) / chains
}

interface Load {
  readonly runs: number
  readonly latencyMs: number
  readonly comparisons: number
  readonly rounds: number
  /** Most ms that the engine may add to a call. */
  readonly goal: number
}

/** Runs and bare calls alternate, so that both see the machine in the same state. */
const measured = ({ runs, latencyMs, comparisons, rounds, goal }: Load): Promise<Row[]> =>
  onStage(latencyMs, async (stage) => {
    const [added, ratios, anchors, cpus]: number[][] = [[], [], [], []]
    await perCall(stage, await startRun(stage.product, comparisons)) // loads what is loaded late
    for (let round = 0; round < rounds; round++) {
      const anchor = await bare(stage, runs, 10)
      const before = cpuSeconds(stage.product.pid)
      const ids = await Promise.all(Array.from({ length: runs }, () => startRun(stage.product, comparisons)))
      const times = await Promise.all(ids.map((id) => perCall(stage, id)))
      const mean = times.reduce((sum, time) => sum + time) / runs
      const calls = runs * (2 * comparisons + 2) // at least the two versions that are compared
      cpus?.push((1_000 * (cpuSeconds(stage.product.pid) - before)) / calls)
      anchors?.push(anchor)
      added?.push(mean - anchor)
      ratios?.push(mean / anchor)
    }
    const who = `${runs} run${runs === 1 ? '' : 's at once'}, provider ${latencyMs} ms`
    return [
      { measure: `ms a bare call takes, ${who}`, value: spread(anchors ?? [], 1) },
      {
        measure: 'ms that the engine adds to a call',
        value: spread(added ?? [], 1),
        goal: `<= ${goal} ms`,
        met: median(added ?? []) <= goal,
      },
      { measure: 'ratio to the bare call', value: spread(ratios ?? [], 3) },
      { measure: 'ms of CPU per call, at most (streams of the clients included)', value: spread(cpus ?? [], 2) },
    ]
  })

export const engineOverhead: Bench = {
  name: 'engine-overhead',
  about: 'what the engine adds to a model call: bundled server, SQLite, beside a bare client of the same provider',
  run: async () => [
    ...(await measured({ runs: 1, latencyMs: 100, comparisons: 10, rounds: 5, goal: 5 })),
    ...(await measured({ runs: 100, latencyMs: 1_000, comparisons: 10, rounds: 3, goal: 50 })),
  ],
}
