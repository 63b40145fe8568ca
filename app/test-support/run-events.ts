import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import type { RunInput } from '../contract/run-input.ts'

export const runInput: RunInput = {
  prompt: 'Write about our new product.',
  models: { target: 'simulator:rules-v1' },
  temperature: 0.7,
  limits: { iterations: 4, maxTokens: 50_000 },
  simulated: true,
}

export const started = (input: Partial<RunInput> = {}): NewRefinementEvent => ({
  type: 'run.started',
  data: { ...runInput, ...input },
})

/** An event that may follow any other of a run that has not ended; `reason` tells one from another. */
export const resumed = (reason: string): NewRefinementEvent => ({ type: 'run.resumed', data: { reason } })

export const cancelled: NewRefinementEvent = { type: 'run.cancelled', data: { best: null } }
