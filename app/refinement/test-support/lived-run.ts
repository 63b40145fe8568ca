import type { NewRefinementEvent } from '../../contract/refinement-events.ts'
import type { RunInput } from '../../contract/run-input.ts'
import { type AskStep, answered, callStarted } from '../ask-step.ts'
import { plan } from '../decide.ts'
import { applyEvent, foldEvents } from '../fold.ts'
import type { RunState } from '../run-state.ts'
import { started } from './scripted-run.ts'

/** A run as a worker lives it: one call at a time, everything stored, and what others write coming in between. */
export class LivedRun {
  readonly events: NewRefinementEvent[] = []
  state: RunState
  /** The call under way, in the memory of the process alone. */
  call: AskStep | null = null
  /** Every question put to the model, also the repeated ones. */
  readonly asked: AskStep[] = []

  constructor(prompt: string, changes: Partial<RunInput>) {
    const first = started(prompt, changes)
    this.events.push(first)
    this.state = foldEvents(this.events)
    this.goOn()
  }

  /** @throws Error when the event cannot follow; nothing has changed then. */
  store(event: NewRefinementEvent): void {
    this.state = applyEvent(this.state, event)
    this.events.push(event)
  }

  /** Decides as far as that goes without a model, and asks it. */
  goOn(): void {
    if (this.call !== null) return
    const { events, next } = plan(this.state)
    for (const event of events) this.store(event)
    if (next.kind !== 'ask') return
    if (!next.isRepeat) this.store(callStarted(next))
    this.call = next
    this.asked.push(next)
  }

  answer(text: string, outputTokens: number): void {
    if (this.call === null) throw new Error('Expected a call under way')
    const usage = { inputTokens: 20, outputTokens }
    this.store(answered(this.call, { text, finishReason: 'stop', usage, durationMs: 1 }))
    this.call = null
    this.goOn()
  }

  fail(code: string): void {
    if (this.call === null) throw new Error('Expected a call under way')
    this.store({ type: 'call.failed', data: { callId: this.call.callId, code, message: 'No.', retryAfterMs: null } })
    this.call = null
    this.goOn()
  }

  /** The process dies, and with it what was in memory alone; another one folds what is stored and goes on. */
  crash(): void {
    this.call = null
    this.state = foldEvents(this.events)
    if (!['completed', 'failed', 'cancelled'].includes(this.state.status))
      this.store({ type: 'run.resumed', data: { reason: 'The process was restarted' } })
    this.goOn()
  }
}
