import { scattered } from '../statistics/scattered.ts'
import type { Candidate, MeasureMove, Position } from './position.ts'

/** Inputs that reflections may see, and those kept for the end; each in an order that follows from the seed. */
export interface SplitInputs {
  readonly search: readonly number[]
  /** Seen by no reflection. Where inputs are few, the same as `search`. */
  readonly final: readonly number[]
}

/** With fewer inputs none is kept back: what the search could learn from it is worth more. */
const fewestToSplit = 10
const finalShare = 0.4

export function splitInputs({ inputs, seed }: Pick<Position, 'inputs' | 'seed'>): SplitInputs {
  const salt = [...seed].map((character) => character.codePointAt(0) ?? 0)
  const order = Array.from({ length: inputs }, (_, input) => input)
    .map((input) => ({ input, at: scattered(...salt, input) }))
    .sort((a, b) => a.at - b.at || a.input - b.input)
    .map(({ input }) => input)
  if (inputs < fewestToSplit) return { search: order, final: order }
  const kept = Math.round(inputs * finalShare)
  return { search: order.slice(kept), final: order.slice(0, kept) }
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
