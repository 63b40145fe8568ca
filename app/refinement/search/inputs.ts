import { scattered } from '../statistics/scattered.ts'
import type { Candidate, MeasureMove, Position } from './position.ts'

/** The search's inputs divided once more, each part in an order that follows from the seed. The run's held-out ones are not in it. */
export interface TrainingInputs {
  /** Reflections may see them. */
  readonly training: readonly number[]
  /** Decide among the best; seen by no reflection. Where inputs are few, the same as `training`. */
  readonly validation: readonly number[]
}

/** With fewer inputs none is kept back: what the search could learn from it is worth more. */
const fewestToDivide = 10
const validationShare = 0.4

export function trainingAndValidation({ inputs, seed }: Pick<Position, 'inputs' | 'seed'>): TrainingInputs {
  const salt = [...seed].map((character) => character.codePointAt(0) ?? 0)
  const order = Array.from({ length: inputs }, (_, input) => input)
    .map((input) => ({ input, at: scattered(...salt, input) }))
    .sort((a, b) => a.at - b.at || a.input - b.input)
    .map(({ input }) => input)
  if (inputs < fewestToDivide) return { training: order, validation: order }
  const kept = Math.round(inputs * validationShare)
  return { training: order.slice(kept), validation: order.slice(0, kept) }
}

/**
 * The next answer to ask of a version: to an input that it has answered least often, from `start` on in the given order.
 * null when it has answered each as often as it may.
 */
export function nextAnswer(
  { version, measurements }: Candidate,
  order: readonly number[],
  start: number,
  samples: number,
): MeasureMove | null {
  const times = new Map<number, number>()
  for (const { input } of measurements) times.set(input, (times.get(input) ?? 0) + 1)
  let chosen: { input: number; sample: number } | null = null
  for (let at = 0; at < order.length; at += 1) {
    const input = order[(start + at) % order.length] ?? 0
    const sample = times.get(input) ?? 0
    if (sample < samples && (chosen === null || sample < chosen.sample)) chosen = { input, sample }
  }
  return chosen && { kind: 'measure', version, ...chosen }
}
