import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import type { RunInput } from '../contract/run-input.ts'
import { createModels } from '../llm/model-catalog.ts'
import { plan } from '../refinement/decide.ts'
import { foldEvents } from '../refinement/fold.ts'
import { openRuns } from '../runs/open-runs.ts'
import { type Database, openDatabase } from '../storage/database.ts'
import { inProcessNotifier } from '../storage/event-notifier.ts'
import { createRunStore } from '../storage/run-store.ts'
import { started } from './run-events.ts'
import type { RunProvider } from './run-provider.ts'

const runId = '6f2b1c60-5a57-4a39-9d5e-8a4c1b1f0d11'
const log = { info: () => {}, warn: () => {}, error: (details: object, text: string) => console.error(text, details) }

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** A run that is accepted, and that nobody works on yet. */
export const acceptRun = (url: string, input: Partial<RunInput>): Promise<void> =>
  withDatabase(url, (database) =>
    createRunStore(database, inProcessNotifier()).create(
      { id: runId, promptExcerpt: 'x', targetModel: 'openai:stub-model', simulated: false },
      [started(input)],
    ),
  )

/** SQLite: the same database in another file. */
export const copyDatabase = (url: string, file: string): Promise<number> =>
  withDatabase(url, ({ client }) => client.$executeRaw`VACUUM INTO ${file}`)

export const readLog = (url: string): Promise<RefinementEvent[]> =>
  withDatabase(url, (database) => createRunStore(database, inProcessNotifier()).readEvents(runId, 0, 10_000))

/** Takes the events after `length` away, as a store would leave the log that does not commit a step's events together. */
export const cutLog = (url: string, length: number): Promise<unknown> =>
  withDatabase(url, ({ client }) =>
    client.$transaction([
      client.$executeRaw`DELETE FROM "run_events" WHERE "seq" > ${length}`,
      client.$executeRaw`UPDATE "runs" SET "status" = 'running'`,
    ]),
  )

/** Works on the run in this process until it has ended. */
export const finishRun = (url: string, provider: RunProvider, name: string): Promise<RefinementEvent[]> =>
  withDatabase(url, async (database) => {
    const models = createModels({
      openai: { baseUrl: provider.baseUrl(name), defaultModel: 'stub-model' },
      timeoutMs: 60_000,
    })
    const runs = await openRuns({ database, models, log, concurrency: 1 })
    try {
      const events: RefinementEvent[] = []
      for await (const event of runs.follow(runId, 0, AbortSignal.timeout(150_000))) events.push(event)
      return events
    } finally {
      await runs.stop(0)
    }
  })

interface Kill {
  readonly url: string
  readonly provider: RunProvider
  readonly name: string
  /** The process dies when so many events are stored. */
  readonly length: number
  /** It dies while this call is with the provider, whose start is the last of these events. */
  readonly during?: string | undefined
}

/** Else compiling the sources would be most of what a process does here. */
const compileCache = join(import.meta.dirname, '../../node_modules/.cache/mpla-killed-process')

/** Works on the run in a process of its own, which is killed. @returns the signal that ended it */
export async function workUntilKilled({ url, provider, name, length, during }: Kill): Promise<NodeJS.Signals | null> {
  const mostEvents = during === undefined ? length : Number.MAX_SAFE_INTEGER
  const arrived = during === undefined ? undefined : provider.withhold(name, during)
  const program = `${import.meta.dirname}/killed-process-program.ts`
  const child = spawn(process.execPath, [program, url, provider.baseUrl(name), String(mostEvents)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    timeout: 150_000, // by SIGTERM, which tells a process that goes on from one that was killed
  })
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]> // as documented
  if (arrived !== undefined) {
    await Promise.race([arrived, exit])
    child.kill('SIGKILL')
  }
  return (await exit)[1]
}

/** How many events are stored after each commit of the run: an answer, what follows from it and the start of the next call are one. */
export function commitLengths(whole: readonly NewRefinementEvent[]): number[] {
  const lengths = [1]
  for (let length = 1; length < whole.length; lengths.push(length)) {
    if (foldEvents(whole.slice(0, length)).pendingCall !== null) length++
    const { events, next } = plan(foldEvents(whole.slice(0, length)))
    length += events.length + (next.kind === 'ask' ? 1 : 0)
  }
  return lengths
}

/** The same for two runs that came to the same, however long their calls took and however often they were interrupted. */
export const withoutTimes = (events: readonly RefinementEvent[]): NewRefinementEvent[] =>
  events
    .filter(({ type }) => type !== 'run.resumed')
    .map(({ type, data }) => ({ type, data: { ...data, ...('durationMs' in data && { durationMs: 0 }) } }) as NewRefinementEvent) // biome-ignore format: the same type with another duration
