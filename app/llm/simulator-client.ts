import { setTimeout as wait } from 'node:timers/promises'
import type { FinishReason } from '../contract/refinement-events.ts'
import type { Completion, CompletionRequest, ModelClient } from './model-client.ts'
import { compose } from './simulator/compose.ts'
import { flawsOf } from './simulator/flaws.ts'
import { judged } from './simulator/judge.ts'
import { readPrompt } from './simulator/prompt-reading.ts'
import { seededChoice } from './simulator/seeded-choice.ts'
import { sentenceWriter } from './simulator/sentences.ts'
import { charactersPerToken, estimatedTokens } from './token-estimate.ts'

export const simulatorModel = 'rules-v1'

export interface SimulatorOptions {
  /** Waits before each answer; ms. Default 0. */
  readonly latencyMs?: number
}

/**
 * Answers without any model, by the rules in docs/simulator.md: the same prompt, temperature and sample always get
 * the same answer, and the clearer a prompt says what it wants, the fewer mistakes the answer makes. It knows nothing of how
 * prompts are rewritten or scored here; it only reads the prompt. The text calls itself simulated.
 */
export function createSimulatorClient({ latencyMs = 0 }: SimulatorOptions = {}): ModelClient {
  return {
    provider: 'simulator',
    async complete(request, signal) {
      signal.throwIfAborted()
      if (latencyMs > 0) await wait(latencyMs, undefined, { signal }).catch(() => signal.throwIfAborted())
      return simulated(request)
    },
    list: async () => [
      {
        id: `simulator:${simulatorModel}`,
        provider: 'simulator',
        name: 'Simulator (not a language model)',
        simulated: true,
      },
    ],
  }
}

function simulated(request: CompletionRequest): Completion {
  const { prompt, temperature, jsonSchema, sample = 0 } = request
  const wavering = temperature === 0 ? null : seededChoice(`${sample} ${prompt}`)
  const verdict = jsonSchema === undefined ? null : judged(prompt, jsonSchema, wavering)
  return verdict === null ? answered(request) : cutTo(request, verdict, verdict.length)
}

function answered(request: CompletionRequest): Completion {
  const { prompt, temperature, sample = 0 } = request
  const reading = readPrompt(prompt)
  const subject = reading.terms.join(' ').toLowerCase()
  // At temperature 0 every answer to a prompt is the same one.
  const drawn = sample === 0 || temperature === 0 ? '' : `${sample} `
  const flaws = flawsOf(reading, seededChoice(`${drawn}${subject}`))
  // Temperature changes the wording alone: it can neither mend nor spoil a prompt.
  const write = sentenceWriter(seededChoice(`${drawn}${temperature} ${subject}`))
  const whole = compose(prompt, reading, flaws, write)
  return cutTo(request, whole, flaws.cut ? midWord(whole) : whole.length)
}

function cutTo({ prompt, maxOutputTokens }: CompletionRequest, whole: string, ownEnd: number): Completion {
  const text = whole.slice(0, Math.min(ownEnd, maxOutputTokens * charactersPerToken))
  const finishReason: FinishReason = text.length < whole.length ? 'length' : 'stop'
  return {
    text,
    finishReason,
    usage: { inputTokens: estimatedTokens(prompt), outputTokens: estimatedTokens(text) },
  }
}

/** A place after two thirds of the text, inside a word. */
function midWord(text: string): number {
  const from = Math.floor((text.length * 2) / 3)
  const inWord = text.slice(from).search(/\p{L}{3}/u)
  return inWord < 0 ? text.length - 1 : from + inWord + 2
}
