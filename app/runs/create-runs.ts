import { randomUUID } from 'node:crypto'
import type { Judged } from '../contract/judge.ts'
import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import { AppError } from '../errors.ts'
import type { Lessons } from '../lessons/lessons.ts'
import type { Models } from '../llm/model-client.ts'
import type { MetaPrompts } from '../meta-prompts/meta-prompts.ts'
import { foldEvents } from '../refinement/fold.ts'
import { lineageOf, versionDetail } from '../refinement/lineage.ts'
import { preflight } from '../refinement/preflight.ts'
import { viewOf } from '../refinement/refinement-view.ts'
import type { RunState } from '../refinement/run-state.ts'
import type { EventNotifier } from '../storage/event-notifier.ts'
import type { RunStore } from '../storage/run-store.ts'
import { analyticsOf, daysUntil } from './analytics.ts'
import { changeRun, steeringEvent } from './change-run.ts'
import { createFollow } from './follow.ts'
import { logFailure } from './log-failure.ts'
import { projectRuns } from './project-runs.ts'
import type { RunQueue } from './queue.ts'
import { readRun, type StoredRun } from './read-run.ts'
import { runArchives } from './run-archives.ts'
import { inputOf } from './run-input.ts'
import type { RunLog } from './run-log.ts'
import { outcomeOf, type RunOutcome } from './run-outcome.ts'
import { workOnRun } from './run-worker.ts'
import type { Runs } from './runs.ts'
import { withMetaPrompts } from './used-meta-prompts.ts'

export interface RunsOptions {
  readonly store: RunStore
  readonly notifier: EventNotifier
  readonly queue: RunQueue
  readonly models: Pick<Models, 'resolve' | 'describe' | 'defaultId' | 'complete' | 'replayed'>
  /** What runs take their meta-prompts from. Without it they use the built-in ones. */
  readonly metaPrompts?: Pick<MetaPrompts, 'forRun'>
  /** What runs learn from those before them. Without it they begin with nothing. */
  readonly lessons?: Pick<Lessons, 'forRun'>
  readonly log: RunLog
  /** Version of the program, which exported runs name. Default: development. */
  readonly version?: string
  /** A run was accepted. */
  onStarted?(): void
  /** A run ended, in whichever process this is. */
  onEnded?(outcome: RunOutcome): void
  /** A model has judged an answer, or could not. */
  onJudged?(status: Judged['status']): void
  /** This process goes on with a run that was interrupted. */
  onResumed?(): void
  /** How often runs are looked for that nobody has queued, in ms. Default 60,000. */
  readonly sweepMs?: number
}

/** Begins to work on what is stored unfinished. */
export async function createRuns(options: RunsOptions): Promise<Runs> {
  const { store, notifier, queue, models, log, onStarted, sweepMs = 60_000, version = 'development' } = options
  const follow = createFollow({ store, notifier })
  const [stopping, leaving] = [new AbortController(), new AbortController()]
  const onEnded = (state: RunState) => {
    const outcome = outcomeOf(state)
    if (outcome !== null) options.onEnded?.(outcome)
  }
  const signals = { stopping: stopping.signal, leaving: leaving.signal }
  const worker = {
    store,
    notifier,
    models,
    log,
    ...signals,
    onEnded,
    onResumed: () => options.onResumed?.(),
    onJudged: options.onJudged,
  }

  /** The runs that a crash, a lost job or a failing queue has left lying. Those that are in the queue stay as they are. */
  async function sweep(): Promise<void> {
    try {
      for (const id of await store.unfinished(1_000)) {
        if (stopping.signal.aborted) return
        await queue.add(id)
      }
    } catch (err) {
      logFailure(log, err, {}, 'Looking for unfinished runs failed; trying again later')
    }
  }

  const project = () =>
    projectRuns({ store, log, stopping: stopping.signal }).catch((err) =>
      logFailure(log, err, {}, 'Looking for runs to make searchable failed; trying again later'),
    )

  async function read(id: string, known?: StoredRun): Promise<StoredRun> {
    const stored = await readRun(store, id, known)
    if (stored.state.input === null) throw new AppError('RUN_NOT_FOUND', `There is no run ${id}`)
    return stored
  }

  await queue.start((runId, lost) => workOnRun(worker, runId, lost))
  await sweep()
  let projecting = project()
  const sweeping = setInterval(() => {
    void sweep()
    projecting = projecting.then(project)
  }, sweepMs).unref()

  return {
    follow,
    ...runArchives({ store, version }),

    async start(request) {
      if (stopping.signal.aborted)
        throw new AppError('SHUTTING_DOWN', 'The server is stopping; send the request again in a moment.')
      const input = inputOf(request, models)
      const id = randomUUID()
      const told = options.metaPrompts === undefined ? input : await withMetaPrompts(input, options.metaPrompts)
      const data = { ...told, ...(await options.lessons?.forRun(id, told)) }
      const started: NewRefinementEvent = { type: 'run.started', data }
      const { promptExcerpt, targetModel, simulated } = viewOf(foldEvents([started]))
      await store.create({ id, promptExcerpt, targetModel, simulated }, [started])
      onStarted?.()
      // The run is accepted. If the queue does not take it now, the next sweep brings it there.
      await queue
        .add(id)
        .catch((err) => logFailure(log, err, { runId: id }, 'A run could not be queued; trying again later'))
      return { id }
    },

    async preflight(request) {
      return preflight(inputOf(request, models), (model) => models.describe(model))
    },

    async get(id) {
      const [summary, { state }] = await Promise.all([store.find(id), read(id)])
      if (summary === null) throw new AppError('RUN_NOT_FOUND', `There is no run ${id}`)
      return { ...summary, ...viewOf(state), status: state.status }
    },

    async isOverAfter(id, afterSeq) {
      // After a deployment every client asks at once, so what is asked is what decides, and no event is folded.
      const run = await store.find(id)
      if (run === null) throw new AppError('RUN_NOT_FOUND', `There is no run ${id}`)
      const hasEnded = run.status !== 'queued' && run.status !== 'running'
      return hasEnded && (await store.readEvents(id, afterSeq, 1)).length === 0
    },

    list: ({ limit = 20, cursor, ...filter }) => store.list(limit, cursor, filter),

    async analytics({ days = 7, simulated }) {
      const list = daysUntil(new Date(), days)
      return analyticsOf(await store.count(list[0] ?? '', list.at(-1) ?? ''), list, simulated)
    },

    lineage: async (id) => lineageOf((await read(id)).state),

    async version(id, version) {
      const detail = versionDetail((await read(id)).state, version)
      if (detail === null) throw new AppError('NOT_FOUND', `Run ${id} has no version ${version}`)
      return detail
    },

    async steer(id, steering) {
      await changeRun(store, id, (state) => steeringEvent(state, steering))
      // Whoever works on the run reads what was added. When nobody does, as after a pause, it goes on now.
      await queue
        .add(id)
        .catch((err) => logFailure(log, err, { runId: id }, 'A run could not be queued; trying again later'))
    },

    async cancel(id) {
      const cancelled = ({ best }: RunState) => ({ type: 'run.cancelled', data: { best } }) as const
      onEnded(await changeRun(store, id, cancelled))
    },

    async stop(graceMs) {
      clearInterval(sweeping)
      stopping.abort()
      const timer = setTimeout(() => leaving.abort(), graceMs)
      await queue.stop(graceMs)
      clearTimeout(timer)
      await projecting
      await notifier.close()
    },
  }
}
