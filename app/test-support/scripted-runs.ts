import { randomUUID } from 'node:crypto'
import type { AnalyticsQuery } from '../contract/analytics.ts'
import type { Preflight } from '../contract/preflight.ts'
import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import { isTerminal } from '../contract/refinement-events.ts'
import type { Refinement, RunStatus, StartRefinement } from '../contract/refinements.ts'
import type { RunArchive } from '../contract/run-archive.ts'
import type { Steering } from '../contract/steering.ts'
import { AppError } from '../errors.ts'
import { lineageOf, versionDetail } from '../refinement/lineage.ts'
import { analyticsOf } from '../runs/analytics.ts'
import type { Runs } from '../runs/runs.ts'

interface Script {
  request: StartRefinement
  events: RefinementEvent[]
  /** Called whenever an event is added. */
  wake: Set<() => void>
}

const at = '2026-01-02T03:04:05.000Z'

/** Runs in memory, whose events the test adds. Keeps what was asked, so that a test can see it. */
export interface ScriptedRuns extends Runs {
  readonly started: StartRefinement[]
  readonly preflighted: StartRefinement[]
  readonly steered: Steering[]
  readonly cancelled: string[]
  readonly imported: unknown[]
  readonly followed: { id: string; afterSeq: number }[]
  /** Streams that have begun and not ended. */
  readonly following: number
  add(id: string, event: NewRefinementEvent): void
}

const one = { low: 1, high: 1 }
export const scriptedPreflight: Preflight = {
  rewrites: { low: 2, high: 4 },
  pairs: one,
  calls: { target: one, enhancer: one, judge: one, total: one },
  tokens: { low: 1_000, high: 9_000 },
  cost: { low: 0.01, high: 0.09, unknown: [] },
  warnings: [{ code: 'few-rewrites', message: 'Too few' }],
}

const statusOf = (events: readonly RefinementEvent[]): RunStatus => {
  const last = events.at(-1)
  if (last === undefined || !isTerminal(last)) return events.length === 0 ? 'queued' : 'running'
  return last.type === 'run.completed' ? 'completed' : last.type === 'run.failed' ? 'failed' : 'cancelled'
}

function refinementOf(id: string, { request, events }: Script): Refinement {
  return {
    id,
    status: statusOf(events),
    createdAt: at,
    updatedAt: at,
    promptExcerpt: request.prompt.slice(0, 200),
    targetModel: request.models?.target ?? 'simulator:rules-v1',
    simulated: true,
    originalScore: null,
    bestScore: null,
    prompt: request.prompt,
    inputs: request.inputs ?? [],
    enhancer: request.enhancer ?? 'rule_based',
    temperature: request.temperature ?? 0.7,
    limits: { iterations: 4, maxTokens: 50_000 },
    versions: [
      { version: 0, parent: null, prompt: request.prompt, changes: [], output: null,
        answers: [], score: null, checks: [], decision: null },
    ],
    best: null,
    comparison: null,
    selfComparison: null,
    diagnosis: [],
    steering: { paused: false, feedback: [], pinned: null, banned: [] },
    stopReason: null,
    error: null,
    usage: { inputTokens: 0, outputTokens: 0 },
    calls: 0,
    cost: { usd: 0, unknown: [] },
    lastSeq: events.length,
  } // biome-ignore format: a version on one line
}

export function scriptedRuns(): ScriptedRuns {
  const scripts = new Map<string, Script>()
  const streams = { open: 0 }
  const find = (id: string) => {
    const script = scripts.get(id)
    if (script === undefined) throw new AppError('RUN_NOT_FOUND', `There is no run ${id}`)
    return script
  }
  const runs = {
    started: [] as StartRefinement[],
    preflighted: [] as StartRefinement[],
    steered: [] as Steering[],
    cancelled: [] as string[],
    imported: [] as unknown[],
    followed: [] as { id: string; afterSeq: number }[],
    get following() {
      return streams.open
    },
    add(id: string, event: NewRefinementEvent) {
      const { events, wake } = find(id)
      events.push({ ...event, seq: events.length + 1, at })
      for (const resolve of wake) resolve()
      wake.clear()
    },
    async start(request: StartRefinement) {
      runs.started.push(request)
      const id = randomUUID()
      scripts.set(id, { request, events: [], wake: new Set() })
      return { id }
    },
    async preflight(request: StartRefinement) {
      runs.preflighted.push(request)
      return scriptedPreflight
    },
    get: async (id: string) => refinementOf(id, find(id)),
    async isOverAfter(id: string, afterSeq: number) {
      const { events } = find(id)
      return events.some(isTerminal) && afterSeq >= events.length
    },
    list: async () => ({ items: [...scripts].map(([id, script]) => refinementOf(id, script)), nextCursor: null }),
    async steer(id: string, steering: Steering) {
      find(id)
      runs.steered.push(steering)
    },
    async cancel(id: string) {
      if (statusOf(find(id).events) === 'completed') throw new AppError('RUN_FINISHED', `Run ${id} is over`)
      runs.cancelled.push(id)
    },
    async *follow(id: string, afterSeq: number, signal: AbortSignal) {
      const { events, wake } = find(id)
      runs.followed.push({ id, afterSeq })
      streams.open++
      try {
        for (let next = afterSeq; !signal.aborted; next++) {
          const { promise, resolve } = Promise.withResolvers<void>()
          signal.addEventListener('abort', () => resolve(), { once: true })
          if (events[next] === undefined) {
            wake.add(resolve)
            await promise
          }
          const event = events[next]
          if (event === undefined) return
          yield event
          if (isTerminal(event)) return
        }
      } finally {
        streams.open--
      }
    },
    async export(id: string): Promise<RunArchive> {
      const { events } = find(id)
      return { format: 'mpla-run', version: 1, exportedBy: 'mpla test', run: { id, status: statusOf(events) }, events }
    },
    async import(body: unknown) {
      runs.imported.push(body)
      return { id: randomUUID(), status: 'completed' as const, isNew: true }
    },
    async analytics({ simulated }: AnalyticsQuery) {
      return analyticsOf([], ['2026-01-02'], simulated)
    },
    lineage: async (id: string) => lineageOf({ versions: refinementOf(id, find(id)).versions, best: null }),
    async version(id: string, version: number) {
      const detail = versionDetail({ versions: refinementOf(id, find(id)).versions, best: null }, version)
      if (detail === null) throw new AppError('NOT_FOUND', `Run ${id} has no version ${version}`)
      return detail
    },
    async stop() {},
  }
  return runs
}
