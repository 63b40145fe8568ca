import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import type { RunInput } from '../contract/run-input.ts'
import type { AskStep } from './ask-step.ts'
import { callBudget, type Shortfall } from './budget.ts'
import { askForInputs, readInputs } from './meta-prompts/generator.ts'
import type { RunState } from './run-state.ts'

/** Inputs are to differ from each other. Temperature, 0..2. */
const generatorsTemperature = 1

/**
 * Asks a model for test inputs, once, and takes what it wrote. A reply that holds none is no failure of the run, which goes on with
 * the author's inputs, or without any.
 */
export function generateInputs(state: RunState, input: RunInput): NewRefinementEvent | AskStep | Shortfall {
  const situation = {
    prompt: input.prompt,
    examples: state.inputs.map(({ text }) => text),
    count: input.generateInputs ?? 0,
    metaPrompts: input.metaPrompts,
  }
  const reply = state.replies.find(({ role }) => role === 'generator')
  if (reply !== undefined) {
    const read = readInputs(reply.text, situation)
    const data = 'problem' in read ? { inputs: [], problem: read.problem } : { inputs: [...read.inputs] }
    return { type: 'inputs.generated', data: { callId: reply.callId, ...data } }
  }
  const model = input.models.enhancer ?? input.models.target
  const prompt = askForInputs(situation)
  const budget = callBudget(state, prompt, model)
  if (!budget.affordable) return budget
  return {
    kind: 'ask',
    callId: 'generator',
    role: 'generator',
    version: 0,
    model,
    prompt,
    temperature: generatorsTemperature,
    maxOutputTokens: budget.maxOutputTokens,
    isRepeat: state.pendingCall !== null,
  }
}
