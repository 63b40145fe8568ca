import { createHash } from 'node:crypto'

/** Decides everything the simulator leaves open. The same seed and label always give the same decision. */
export interface SeededChoice {
  /** True with this probability (0..1). */
  chance(label: string, probability: number): boolean
  /** A whole number from 0 up to, and without, `below` (>= 1). */
  index(label: string, below: number): number
  /** The same entries in a seeded order. */
  shuffled<T>(label: string, entries: readonly T[]): T[]
}

/**
 * Each decision hashes its own label, so that a new rule does not change the decisions of the others, which a sequence
 * of random numbers would.
 */
export function seededChoice(seed: string): SeededChoice {
  const fraction = (label: string) =>
    createHash('sha256').update(label).update('\0').update(seed).digest().readUInt32BE(0) / 2 ** 32
  return {
    chance: (label, probability) => fraction(label) < probability,
    index: (label, below) => Math.floor(fraction(label) * below),
    shuffled: (label, entries) =>
      entries
        .map((entry, at) => ({ entry, at: fraction(`${label} ${at}`) }))
        .sort((a, b) => a.at - b.at)
        .map(({ entry }) => entry),
  }
}
