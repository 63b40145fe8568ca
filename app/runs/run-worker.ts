import type { Judged } from '../contract/judge.ts'
import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import type { Models } from '../llm/model-client.ts'
import { type AskStep, callStarted } from '../refinement/ask-step.ts'
import { type Plan, plan } from '../refinement/decide.ts'
import { isEnded } from '../refinement/event-order.ts'
import { applyEvent } from '../refinement/fold.ts'
import type { RunState } from '../refinement/run-state.ts'
import { isSteering } from '../refinement/steering-order.ts'
import { ConcurrentAppendError } from '../storage/concurrent-append.ts'
import type { EventNotifier } from '../storage/event-notifier.ts'
import type { RunStore } from '../storage/run-store.ts'
import { callModel } from './model-call.ts'
import { PutBack } from './queue.ts'
import { readRun } from './read-run.ts'
import type { RunLog } from './run-log.ts'
import { progressOf, progressSince } from './run-progress.ts'

export interface WorkerOptions {
  readonly store: Pick<RunStore, 'append' | 'readEvents' | 'setProgress'>
  readonly models: Pick<Models, 'complete'>
  readonly notifier: Pick<EventNotifier, 'subscribe'>
  readonly log: RunLog
  /** Aborts when no further step may begin; the call under way is still waited for. */
  readonly stopping: AbortSignal
  /** Aborts when the call under way must be left as well. */
  readonly leaving: AbortSignal
  /** Called when this worker has stored the last event of a run. */
  onEnded(state: RunState): void
  /** Called when this worker has stored how the judgement of an answer went. */
  readonly onJudged?: ((status: Judged['status']) => void) | undefined
  /** Called when this worker goes on with a run that was interrupted. */
  onResumed?(): void
}

/** A run that was resumed this often without getting any further ends: it would stop the process again. */
const mostAttempts = 10

/**
 * Works on a run until it has ended or someone else has it. What follows from an answer is stored with it, up to the start of
 * the next call, in one commit, and nothing is asked before that is stored. So it does not matter where a worker is
 * stopped: the next one goes on from what is stored.
 * @param lost aborts when the queue has given the run to another worker
 * @throws PutBack when the process stops first. @throws Error when the store fails; trying again later is safe.
 */
export async function workOnRun(options: WorkerOptions, runId: string, lost: AbortSignal): Promise<void> {
  const { store, log } = options
  const { state, attempts } = await readRun(store, runId)
  if (state.input === null) return log.error({ runId }, 'A run that has no events was queued; it is dropped')
  // The event and the list are stored together; this mends what an older version or a hand has left.
  if (isEnded(state)) return store.setProgress(runId, progressOf(state))
  try {
    await new RunWorker(options, runId, state, lost).run(attempts)
  } catch (error) {
    if (!(error instanceof ConcurrentAppendError)) throw error
    // A cancellation, or a worker that took over while this one was thought dead: it is theirs now.
    log.info({ runId }, 'Someone else has gone on with a run; leaving it to them')
  }
}

class RunWorker {
  readonly #options: WorkerOptions
  readonly #runId: string
  readonly #lost: AbortSignal
  #state: RunState
  /** Until the first answer is stored. */
  #isResumed = false

  constructor(options: WorkerOptions, runId: string, state: RunState, lost: AbortSignal) {
    this.#options = options
    this.#runId = runId
    this.#state = state
    this.#lost = lost
  }

  async run(attempts: number): Promise<void> {
    this.#mayGoOn()
    if (this.#state.isPaused) return
    if (attempts >= mostAttempts) return this.#record([stuck(this.#state, attempts)])
    if (this.#state.lastSeq > 1) {
      await this.#record([resumedAfter(this.#state)])
      this.#options.onResumed?.()
      this.#isResumed = true
    }
    let paid: readonly NewRefinementEvent[] = []
    for (;;) {
      if (paid.length === 0) this.#mayGoOn()
      const { events, next } = this.#planAfter(paid)
      const batch = [...paid, ...events]
      // Steered meanwhile: what follows is decided anew, and what is paid for is stored however often that happens.
      if (batch.length > 0 && !(await this.#recordUnlessSteered(batch))) continue
      if (paid.length > 0) this.#isResumed = false
      paid = []
      if (next === null) continue
      if (next.kind !== 'ask') return
      this.#mayGoOn()
      paid = [await this.#ask(next)]
    }
  }

  /** What follows from an answer, up to the start of the next call; `next` is null where the answer is stored by itself. */
  #planAfter(paid: readonly NewRefinementEvent[]): {
    events: readonly NewRefinementEvent[]
    next: Plan['next'] | null
  } {
    // A run that was interrupted may be one whose answer ends the process: no answer is paid for a third time.
    const isAlone = this.#isResumed || this.#options.stopping.aborted || this.#lost.aborted
    if (paid.length > 0 && isAlone) return { events: [], next: null }
    try {
      const { events, next } = plan(paid.reduce(applyEvent, this.#state))
      return { events: next.kind === 'ask' && !next.isRepeat ? [...events, callStarted(next)] : events, next }
    } catch (error) {
      // Thrown again when the answer is stored.
      if (paid.length > 0) return { events: [], next: null }
      throw error
    }
  }

  #mayGoOn(): void {
    if (this.#options.stopping.aborted) throw new PutBack(this.#runId)
    if (this.#lost.aborted) throw new ConcurrentAppendError(this.#runId, this.#state.lastSeq + 1)
  }

  async #record(events: readonly NewRefinementEvent[]): Promise<void> {
    const before = this.#state
    const after = events.reduce(applyEvent, before)
    await this.#options.store.append(this.#runId, before.lastSeq, events, progressSince(before, after))
    this.#state = after
    for (const event of events)
      if (event.type === 'evaluation.recorded' && event.data.judgement !== undefined)
        this.#noteJudgement(event.data.judgement.status)
    if (isEnded(after)) this.#options.onEnded(after)
  }

  #noteJudgement(judgement: Judged['status']): void {
    this.#options.onJudged?.(judgement)
    if (judgement !== 'invalid') return
    // Why is in the run: it quotes the model.
    const { judge, target } = this.#state.input?.models ?? {}
    const message = 'None of the replies of a judge could be used'
    this.#options.log.warn({ runId: this.#runId, judgement, judge: judge ?? target }, message)
  }

  /** @returns whether the events are stored; not when a person has steered the run meanwhile, which is folded then. */
  async #recordUnlessSteered(events: readonly NewRefinementEvent[]): Promise<boolean> {
    try {
      await this.#record(events)
      return true
    } catch (error) {
      if (!(error instanceof ConcurrentAppendError)) throw error
      const others = await this.#eventsOfOthers()
      if (others.length === 0 || !others.every(isSteering)) throw error
      this.#state = others.reduce(applyEvent, this.#state)
      return false
    }
  }

  #eventsOfOthers(): Promise<RefinementEvent[]> {
    return this.#options.store.readEvents(this.#runId, this.#state.lastSeq, 100)
  }

  /** @returns what came of the call, which is to be stored. */
  async #ask(step: AskStep): Promise<NewRefinementEvent> {
    const { leaving, models, log } = this.#options
    const overtaken = this.#watchForOthers()
    try {
      const signal = AbortSignal.any([leaving, this.#lost, overtaken.signal])
      const event = await callModel(step, { models, log, runId: this.#runId, signal })
      if (event !== null) return event
    } finally {
      overtaken.end()
    }
    // Nothing is stored of a call that was left: whoever goes on asks again, under the same id.
    if (leaving.aborted) throw new PutBack(this.#runId)
    throw new ConcurrentAppendError(this.#runId, this.#state.lastSeq + 1)
  }

  /** While we wait for a model others may only steer the run. Whoever does more has cancelled it or taken it over. */
  #watchForOthers(): { signal: AbortSignal; end(): void } {
    const { notifier, log } = this.#options
    const overtaken = new AbortController()
    const look = async () => {
      const others = await this.#eventsOfOthers()
      if (!others.every(isSteering)) overtaken.abort()
    }
    // A notification that is lost costs the rest of this call and nothing else: the next append finds out as well.
    const end = notifier.subscribe(this.#runId, (events) => {
      // What this worker has stored itself, just before it asked.
      if (events.length > 0 && events.every(({ seq }) => seq <= this.#state.lastSeq)) return
      look().catch((err) => log.warn({ err, runId: this.#runId }, 'Looking for other writers of a run failed'))
    })
    return { signal: overtaken.signal, end }
  }
}

const resumedAfter = ({ lastSeq }: RunState): NewRefinementEvent => ({
  type: 'run.resumed',
  data: { reason: `The work on this run was interrupted; it goes on after event ${lastSeq}` },
})

const stuck = ({ best }: RunState, attempts: number): NewRefinementEvent => ({
  type: 'run.failed',
  data: {
    code: 'INTERNAL',
    message: `The work on this run was interrupted ${attempts} times without getting any further`,
    best,
  },
})
